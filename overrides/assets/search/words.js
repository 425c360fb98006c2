// Words that search treats in a way of their own. Plain lists: put in a word where the alphabet has it.
"use strict";

globalThis.SearchWords = {
  // They stand everywhere and do not say what somebody looks for.
  stop: `
    af aldrig alle alt altid anden andet andre at bare begge blev blevet blive bliver da de dem den denne der deres det
    dette dig din dine disse dit dog du efter eller en end ene eneste enhver er et fik fin for fordi fra før få får
    gennem gik god godt gør gøre gå går ham han hans har hat havde have helt hende hendes her hos hun hvad hvem hver
    hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke ind ingen intet ja jeg jer jeres jo kan kom kommer
    kunne lad lige ligger man mange med meget men mens mere mig min mine mit mod mon må ned nej nogen noget nogle nok
    nu nå når og også om op os over på samme selv ses sidder sig sin sine sit skal skulle som stå står så sådan til ud
    under var ved vi vil ville vor vore vores være været
  `,
  // They smell of danger: the first hit then shows 112, and pages about danger now weigh more.
  danger: `
    112 akut alarm angreb angribe bombe brand brænder fare farlig gidsel ild kniv knive nødsituation overfald pistol
    skud skudt skyde skyder slagsmål slår sprænge sprængstof slås såret terror trussel trusler true truer truet vold voldelig våben
    øjeblikkelig
  `,
  // They ask what the other words mean: the glossary then answers before the pages that use those.
  meaning: `
    begreb begreber betyder betydning definere definition forkortelse forkortelser forskel forskellen
  `,
};
