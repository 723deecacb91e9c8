/** The word lists behind `fact-rules.ts`, in small letters, `hour(|s)` for both: English, German, French, Spanish, some Italian. */

export const units = `
  b kb mb gb tb pb eb kib mib gib tib pib bit(|s) byte(|s) octet(|s)
  m mm cm dm km µm nm ft yd mi inch(|es) foot feet yard(|s) mile(|s) met(er|re)(|s) metern mètre(|s) metro(|s) meile(|n) zoll
  g mg kg µg lb(|s) oz gram(|s|m|me|mes) gramo(|s) pound(|s) ounce(|s) ton(|s|ne|nes|nen) tonelada(|s) pfund kilo(|s)
  l ml cl dl hl lit(er|re)(|s) litern litro(|s) gallon(|s) pint(|s) gal
  s ms µs ns sec(|s) second(|s) min(|s) minute(|s) h hr(|s) hour(|s) day(|s) week(|s) month(|s) quarter(|s) year(|s) fortnight(|s)
  weekend(|s) decade(|s) centur(y|ies) semester(|s) sprint(|s)
  sekunde(|n) minuten stunde(|n) tag(|e|en|es|s) woche(|n) monat(|e|en|s) quartal(|e|en|s) jahr(|e|en|es) jahrzehnt(|e|en) uhr
  seconde(|s) heure(|s) jour(|s) journée(|s) semaine(|s) mois trimestre(|s) ans année(|s) décennie(|s)
  segundo(|s) minuto(|s) hora(|s) día(|s) semana(|s) mes(|es) trimestre(|s) año(|s) década(|s)
  hz khz mhz ghz w kw mw gw wh kwh mwh v kv mv ma va ohm(|s) volt(|s) watt(|s) amp(|s) ampere(|s) joule(|s) kj cal kcal calorie(|s)
  kn pa hpa kpa mpa bar mbar psi atm ppm ppb ppt db lx lm rpm fps dpi px pt em rem kelvin celsius fahrenheit grad degree(|s) degré(|s) grado(|s)
  percent percentage(|s) permille prozent prozentpunkt(|e|en) promille pourcent pourcentage(|s) porcentaje(|s)
  am pm utc gmt cet cest edt pst pdt bst mez mesz
  eur usd gbp chf euro(|s) dollar(|s) cent(|s|imes) pence penny franc(|s) franken rappen krone(|n|r) krona kronor kr zł zloty kč ft lei yen yuan
  peso(|s) rupee(|s) rs`;

const bases =
  '(?:b|bits?|bytes?|octets?|bps|g|gram(?:s|m|me|mes)?|gramos?|m|met(?:er|re)s?|mètres?|metros?|metern|l|lit(?:er|re)s?|litros?|s|secs?|seconds?|sekunden?|secondes?|segundos?|hz|hertz|w|watts?|watios?|wh|v|volts?|a|amps?|amperes?|j|joules?|pa|pascals?|cal|calories?|ohms?|mol|mols?|sv|bq|n|newtons?|f|h)';

/** A prefix before a unit, in short or in full; and what is counted per something. */
export const prefixedUnits = new RegExp(
  `^(?:(?:kilo|mega|giga|tera|peta|exa|milli|mili|micro|mikro|nano|pico|piko|centi|zenti|deci|dezi|hecto|hekto|kibi|mebi|gibi|tebi)${bases}|[kmgtpe]i?b(?:it|yte)?s?|[mgtk]?bps|[µμ]\\p{L}{1,3}|[kmg]bit(?:/s)?)$`,
  'u',
);

export const cardinals = `
  zero one two three four five six seven eight nine ten eleven twelve thirteen fifteen eighteen twenty thirty forty fourty fifty eighty
  hundred(|s) thousand(|s) million(|s) billion(|s) trillion(|s) dozen(|s) couple half halves
  null zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dutzend hundert tausend million(|en) milliarde(|n) hälfte halb(|e|en|er|es) drittel viertel
  deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt(|s) trente quarante cinquante soixante septante huitante
  nonante cent(|s) mille milliard(|s) millier(|s) demi(|e) moitié tiers
  dizaine(|s) douzaine(|s) quinzaine(|s) vingtaine(|s) trentaine(|s) centaine(|s)
  cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta sesenta setenta
  ochenta noventa cien(|to|tos) doscient(os|as) quinient(os|as) mil(|es) millón millones mitad medi(o|a) docena(|s)`;

/** Tens and teens, and what German and Spanish write in one word. */
export const builtCardinals =
  /^(?:(?:thir|four|fif|six|seven|eigh|nine)(?:teen|ty)|(?:dieci|veinti)\p{L}+)$|(?:zehn|zwanzig|dreißig|dreissig|(?:vier|fünf|sech|sieb|acht|neun)zig|hundert|tausend|cientos|cientas)$/u;

/** Articles are numbers too: "eine", "un". They say nothing of the word behind them. */
export const ordinals = `
  first second third(|s) fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth hundredth last final next previous once twice thrice
  double(|s|d) triple(|s|d) quadruple single primary secondary former latter
  ein eine(|n|r|s|m) erste(|n|r|s|m) zweite(|n|r|s|m) dritte(|n|r|s|m) vierte(|n|r|s|m) fünfte(|n|r|s|m) sechste(|n|r|s|m) siebte(|n|r|s|m)
  achte(|n|r|s|m) neunte(|n|r|s|m) zehnte(|n|r|s|m) letzte(|n|r|s|m) nächste(|n|r|s|m) doppelt(|e|en|er|es) einzig(|e|en|er|es) einzeln(|e|en|er|es)
  un(|e|o|a|os|as) premi(er|ers|ère|ères) deuxième(|s) second(|e|es) troisième(|s) quatrième(|s) cinquième(|s) sixième(|s) dixième(|s) derni(er|ers|ère|ères)
  prochain(|e|es|s) primer(|o|a|os|as) segund(o|a|os|as) tercer(|o|a|os|as) cuart(o|a|os|as) quint(o|a|os|as) sext(o|a) séptim(o|a) últim(o|a|os|as) próxim(o|a|os|as)
  doble(|s)`;

export const days = `
  mon(|day|days) tue(|s|sday|sdays) wed(|nesday|nesdays) thu(|r|rs|rsday|rsdays) fri(|day|days) sat(|urday|urdays) sun(|day|days)
  montag(|e|s) dienstag(|e|s) mittwoch(|e|s) donnerstag(|e|s) freitag(|e|s) samstag(|e|s) sonnabend(|e|s) sonntag(|e|s)
  lundi(|s) mardi(|s) mercredi(|s) jeudi(|s) vendredi(|s) samedi(|s) dimanche(|s)
  lunes martes miércoles jueves viernes sábado(|s) domingo(|s) lunedì martedì mercoledì giovedì venerdì sabato domenica
  today tomorrow yesterday tonight now noon midnight midday morning(|s) afternoon(|s) evening(|s) night(|s) weekday(|s) workday(|s)
  heute morgen(|s) gestern mittag(|s) mitternacht vormittag(|s) nachmittag(|s) abend(|s) nacht werktag(|e|en|s) arbeitstag(|e|en|s)
  aujourd’hui aujourd'hui demain hier midi minuit matin(|s) soir(|s) nuit(|s) hoy mañana ayer mediodía medianoche tarde(|s) noche(|s)`;

export const months = `
  january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  januar jänner februar feber märz mai juni juli oktober dezember okt dez
  janvier février mars avril juin juillet août aout septembre octobre novembre décembre
  enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
  spring summer autumn winter frühling frühjahr sommer herbst printemps automne hiver primavera verano otoño invierno`;

export const frequencies = `
  hourly daily nightly weekly fortnightly biweekly monthly bimonthly quarterly yearly biannual(|ly) biennial(|ly) annual(|ly) semiannual(|ly) weekdays
  quotidien(|s|ne|nes|nement) hebdomadaire(|s|ment) mensuel(|s|le|les|lement) trimestriel(|s|le|les|lement) semestriel(|s|le|les) annuel(|s|le|les|lement)
  diari(o|a|os|as|amente) semanal(|es|mente) quincenal(|es|mente) mensual(|es|mente) trimestral(|es|mente) semestral(|es|mente) anual(|es|mente)`;

/** German joins numbers with what they count: zweimal, dreitägig, vierteljährlich. */
export const builtFrequencies =
  /(?:stündlich|täglich|nächtlich|wöchentlich|monatlich|jährlich|stündig|tägig|wöchig|monatig|jährig|minütig|minütlich|sekündlich)(?:e[nrsm]?)?$|(?:zehn|zig|ßig|hundert|tausend)ste[nrsm]?$|^(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|mehr|viel)(?:mal|fach)(?:ig)?(?:e[nrsm]?)?$|^(?:thir|four|fif|six|seven|eigh|nine)teenth$|^(?:twen|thir|for|fif|six|seven|eigh|nine)tieth$|\p{L}fold$/u;

export const negations = `
  not no none non nor neither never nothing nobody nowhere noone without cannot unless except excepting excluding exclud(e|es|ed) exclusion(|s) but
  instead rather hardly barely scarcely seldom rarely lack(|s|ed|ing) despite otherwise
  dont doesnt didnt isnt arent wasnt werent wont wouldnt cant couldnt shouldnt mustnt neednt hasnt havent hadnt aint
  nicht(|s) nie niemals nirgends nirgendwo niemand(|en|em|es) weder ohne außer ausser ausgenommen ausgeschlossen sofern statt anstatt sondern kaum selten
  ne pas sans jamais aucun(|e|s|es) rien personne ni nul(|le|s|les) sauf hormis excepté guère plutôt
  nunca jamás sin ningun(|o|a|os|as) ningún nada nadie tampoco salvo excepto sino apenas
  senza mai nessun(|o|a) niente nulla né neanche nemmeno tranne eccetto`;

/**
 * Forms and prefixes. `un-` is taken for a negation but in words that are known to begin so by chance; `in-`, `il-` and the like only in
 * words that are known, since most words that begin so deny nothing.
 */
export const builtNegations =
  /n['’]t$|^n['’]|^kein\p{L}*$|^non(?!ce|ne|so)\p{L}{3,}$|^un(?!der|i[tqfvoc]|cles?$|ti?l|te[rn]|se?r|gef)\p{L}{4,}$|^in(?:v[aá]lid|activ|actif|aktiv|complet|korrekt|correct|secur|visibl|eligib|sufficien|admissib|appropriat|dependen|adequa|accura|consisten|compatib|accessib|applicab|capab|defini|finit|direct|exact|operab|operativ|variabl|voluntar|tolera|kompatib|konsisten|stab)\p{L}*$|^il+(?:egal|égal|legible|icit|ogical)\p{L}*$|^ir+(?:egul|elev|evers|espons|evoc|ecover|epar|édul|eparab)\p{L}*$|^im(?:possib|posib|permiss|proper|prop|perfect|mutab|balanc|practicab)\p{L}*$|^d[ei]s(?:abl|allow|approv|agree|continu|connect|qualif|regard|activ|habilit|autoriz|card|favo)\p{L}*$|^d[eé]s?(?:activ|aktiv|authori|provision|regist|habilit|commission)\p{L}*$|^nicht\p{L}+$|\p{L}{3}less$|\p{L}{2}[dfghkmnprstvwzß]los(?:e[nrsm]?)?$|-(?:free|frei)$/u;

export const obligations = `
  must may might shall should can could will would ought need(|s|ed) requir(e|es|ed|ement|ements|ing) mandatory obligatory oblig(e|ed) compulsory voluntar(y|ily)
  optional(|ly) allow(|s|ed|ing) forbid(|s|den|ding) prohibit(|s|ed|ing) permit(|s|ted|ting) permission(|s) den(y|ies|ied|ying) refus(e|es|ed|ing) reject(|s|ed|ing)
  grant(|s|ed|ing) ban(|s|ned) recommend(|s|ed) authori(s|z)ed entitled illegal legal
  muss müssen musst mussten darf dürfen dürfte(|n) soll(|en|te|ten) kann können könnte(|n) verboten verbietet untersagt erlaubt gestattet zulässig
  verpflichtend verpflichtet pflicht freiwillig erforderlich notwendig zwingend empfohlen befugt berechtigt
  doit doivent devra devront devrait peut peuvent pourra pourront pourrait faut interdi(t|te|ts|tes|re) autoris(é|ée|és|ées|er) permi(s|se|ses) permet obligatoire(|s|ment)
  facultati(f|fs|ve|ves) requi(s|se|ses) nécessaire(|s) défendu(|e|s|es) recommandé(|e|s|es)
  debe(|n|rá|rán|ría) puede(|n) podrá(|n) podría(|n) prohibid(o|a|os|as) prohíbe permitid(o|a|os|as) permite autorizad(o|a|os|as) obligatori(o|a|os|as) opcional(|es)
  voluntari(o|a|os|as) requerid(o|a|os|as) necesari(o|a|os|as) recomendad(o|a|os|as)`;

export const quantities = `
  all any every each only some both either most least less more fewer few many several much always sometimes often frequently usually everyone everybody
  everything everywhere anyone anybody anything anywhere someone somebody something before after until till since by above below over under within beyond up
  down at between exactly approximately roughly almost nearly about minimum maximum minimal maximal min max higher lower greater smaller larger longer
  shorter earlier later sooner enable(|s|d) on off true false yes if when while and or xor whole entire part partial(|ly) include(|s|d) including inclusive
  exclusive(|ly) per plus minus times increase(|s|d) decrease(|s|d) raise(|s|d) reduce(|s|d)
  alle(|n|r|s|m) jede(|n|r|s|m) jeglich(e|en|er|es|em) beide(|n|r|s|m) einige(|n|r|s|m) mehrere(|n|r|s|m) viele(|n|r|s|m) wenige(|n|r|s|m) weniger mehr meiste(|n|r|s|m) nur immer oft manchmal
  stets mindestens höchstens wenigstens maximal(|e|en|er|es) minimal(|e|en|er|es) vor nach bis seit ab über unter zwischen binnen innerhalb außerhalb genau etwa ungefähr
  früher später höher niedriger größer kleiner länger kürzer wenn falls und oder noch ja nein wahr falsch jemand einschließlich ausschließlich pro
  tout(|e|es) tous chaque chacun(|e) quelque(|s) plusieurs peu beaucoup plus moins seul(|e|s|es|ement) uniquement toujours souvent parfois avant après jusqu jusque depuis dès sous sur
  entre environ exactement maximum minimum supérieur(|e|s|es) inférieur(|e|s|es) si et ou oui vrai faux quiconque lorsque quand hors
  tod(o|a|os|as) cada algun(o|a|os|as) algún vari(o|a|os|as) poc(o|a|os|as) much(o|a|os|as) más menos sol(o|a|amente) sólo únicamente siempre veces antes después hasta desde sobre bajo
  aproximadamente exactamente máxim(o|a|os|as) mínim(o|a|os|as) mayor(|es) menor(|es) y o u sí cierto falso cuando alguien ambos ambas
  tutti tutte ogni solo sempre prima dopo fino`;
