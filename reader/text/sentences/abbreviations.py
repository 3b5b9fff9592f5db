"""Abbreviations and other words that sentence splitting needs to know, as data.

English, German, French and Spanish together: news quotes names and titles across
languages. All without their last stop. A word in lower case stands for itself in any case;
one with a capital only for itself, since `gen` is no general and `sat` no day.
"""

from __future__ import annotations


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


TITLES = _words("""
    mr mrs ms mx messrs dr drs prof profs rev revd hon Gov Govs Pres Gen Sen Sens Rep Reps Lt Col
    Maj Brig Capt Cpl Sgt Pvt Pfc Pte Spc Cmdr Adm Supt Det Insp Dist Atty Attys Amb Msgr Mgr Bp Abp
    Cap Gens Lts revs Fco Fr Br Ald Dep Asst Assoc Treas Sec Mt Ft Pt Ste
    Hr Hrn Frl Hl hl Dipl Ing Mag Priv Doz Kfm Fa Fam Gebr
    mm mme mmes mlle mlles mgr vve
    sra srta sres sras srtas dra dras dña d.ª excmo excma ilmo ilma Lic Ing Arq Mons Sto Sta Gral
    Cnel Tte Sgto Cmdte Profa Pdte Pdta Hno Hna Hnos
""")
"""Those that a name always follows."""

NEVER_LAST = _words("""
    vs cf cfr viz approx e.g i.e ph
    bzw vgl ca evtl ggf sog inkl exkl einschl zzgl abzgl insb bes resp geb gest verh verw gesch gegr
    hrsg lt bd Bs
    z.b d.h i.d.r z.t z.zt z.hd u.u v.a m.e d.i o.g s.o dr.med
    env p.ex c.-à-d c.à.d p.ej v.gr aprox máx mín
""")
"""Those that something always follows: `e.g.`, `z.B.`, `p.ej.`."""

BEFORE_NUMBERS = _words("""
    no nos nr nrn num núm núms fig figs abb tab tabs vol vols pp pg pgs pág págs chap chaps cap caps
    kap sec sect art arts al par para paras abs abschn ziff lit bd bde anm aufl tel tfno tél fax ext
    ver vers str apt rm ste est circa § pos bl op ch eq pop ex ed éd eds rd gem ziff
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    Jän Mär Okt Dez Mo Di Mi Do Sa So
    janv févr avr juil juill sept oct nov déc ene febr abr ago dic lun mié jue vie
""")
"""Those that go on where a number follows, as in `No. 10`, and end a sentence elsewhere."""

USUALLY_LAST = _words("""
    a.m p.m A.M P.M a.C d.C B.C A.D B.C.E C.E a.n.e S.A S.L S.A.S S.p.A S.r.l
    av.J.-C ap.J.-C apr.J.-C v.Chr n.Chr v.u.Z u.Z u.v.m u.Ä o.Ä u.ä o.ä u.dgl
""")
"""Those that end a sentence where a capital follows, though they look like initials."""

MAYBE_LAST = _words("""
    Inc Corp Ltd Co Cos Bros Jr Sr sr jr Dept Univ Assn Assoc Ave Blvd Rd Hwy Sq Intl Natl Mfg Pty
    St Bldg Ctr Calif Conn Mass Tenn Tex Wash Penn Minn Wis Okla Ore Ariz Ala Colo Fla Ill Ind
    Kan Mich Miss Mont Neb Nev Pa Va Vt Md Ga La Ky
    mio mrd tsd mill bill jh jhd jhs jhdt std sek min qkm max Stellv Präs
    cie Cie Cía Cia Ltda Sté hab av Av avda Avda boul Bd pza Pza dpto depto prov
    ud uds vd vds
""")
"""Those that end a sentence where a word follows that likely starts one."""

STARTERS = _words("""
    the a an this that these those i it its he she they we you his her their our my there here
    who what when where why how which if in on at by for from with without after before during
    since while although though because as but and or so yet however meanwhile moreover then now
    later earlier some many most more all both each few several such other another no not none
    one two three four five half dozens hundreds thousands millions according under over between
    despite instead still also even only last next nobody everybody everyone someone nothing
    everything something people critics officials experts residents analysts investors police
    investigators prosecutors lawyers witnesses supporters opponents doctors scientists researchers
    shares sales profits prices is was are were did does do can will would should to of about across
    against among around until within along near nearly almost once today yesterday tomorrow soon
    finally recently eventually initially instead otherwise perhaps maybe indeed nor neither either
    der die das dem den des ein eine einer eines einem einen es er sie wir ich ihr man sein seine
    ihre ihren unser unsere dieser diese dieses diesen jener im am zum zur vom beim bei mit nach vor
    seit wegen trotz aus auf für gegen ohne um und an ob durch über unter zwischen während neben
    aber doch oder denn weil wenn als dass da dann dort hier nun so auch nur noch nicht kein keine
    wer was wo wie warum laut damit dabei danach deshalb daher dazu darauf außerdem inzwischen
    zudem jedoch allerdings dennoch trotzdem schließlich insgesamt zunächst später seitdem bisher
    derzeit heute gestern morgen alle viele einige manche mehrere beide jeder jede niemand jemand
    etwas nichts bereits erst schon zwar sogar
    le la les un une du de il elle ils elles on nous vous ce cet cette ces ceux celle qui que quoi
    dont où quand comment pourquoi dans sur sous avec sans pour par chez depuis pendant après avant
    selon mais et ou donc or ni car si ainsi alors puis cependant toutefois enfin son sa ses leur
    leurs je tu à au aux en plus aucun aucune chaque plusieurs certains beaucoup tous tout toute
    toutes rien personne nul aujourd hier demain malgré entre vers contre dès lors deux trois
    el los las lo una unos unas del al él ella ellos ellas este esta estos estas ese esa eso esto
    con sin por para desde hasta según tras ante sobre cuando como donde quien pero y e o
    sino porque aunque mientras entonces luego después antes también además su sus se no sí ya
    ningún ninguna nadie nada todo toda todos todas muchos muchas algunos algunas otros otras cada
    ahora ayer hoy mañana fue es era hay había dijo así allí aquí dos tres
""")
"""Words that start sentences much more often than they follow an abbreviation."""

ELIDED = _words("l d c qu n s j m t jusqu lorsqu puisqu quoiqu aujourd")
"""What starts a French sentence before an apostrophe: `l’`, `qu’`."""

NAME_PARTICLES = _words("le la les de du el los las di da")
"""Starters that are part of a name where a capital follows: `M. Le Goff`."""

LABELLED = _words("""
    vitamin vitamins plan grade group type class category hepatitis exhibit section option point
    war act part chapter scene phase level route model typ gruppe klasse stufe kategorie weltkrieg
    vitamine groupe classe catégorie hépatite vitamina grupo tipo clase categoría
""")
"""What a letter names, so that it is no initial: `vitamin C`, `Gruppe B`."""

GERMAN_DETERMINERS = _words("""
    der die das dem den des ein eine einer eines einem einen im am vom zum zur beim ihr ihre ihrem
    ihren ihrer sein seine seinem seinen seiner unser unsere mein meine jeder jede jedes jeden jedem
    dieser diese dieses diesem diesen kein keine keinen bis ab
""")
"""What stands before an ordinal in German: `der 2. Versuch`, `im 3. Anlauf`."""

ORDINAL_NOUNS = (
    *("januar", "jänner", "februar", "märz", "april", "juni", "juli", "august"),
    *("september", "oktober", "november", "dezember", "jahrhundert", "jahrhunderts"),
    *("jahrhunderte", "jahrtausend", "jahrtausends", "jahrzehnt", "tag", "tags", "tages"),
    *("stock", "stockwerk", "obergeschoss", "untergeschoss", "etage", "platz", "rang"),
    *("liga", "bundesliga", "runde", "klasse", "weltkrieg", "weltkriegs", "weltkrieges"),
    *("kapitel", "halbjahr", "quartal", "halbzeit", "spielminute", "minute", "auflage"),
    *("advent", "vorsitzende", "vorsitzender", "vorsitzenden", "bürgermeister", "lesung"),
    *("senat", "kammer", "strafkammer", "zivilsenat", "etappe", "bezirk", "lebensjahr"),
    *("schwangerschaftswoche", "verordnung", "bundesversammlung", "parteitag", "satz", "akt"),
    *("preis", "sinfonie", "symphonie", "staffel", "folge", "hilfe", "mannschaft", "spieltag"),
)
"""What German nouns that an ordinal stands before end in: `3. Oktober`, `2. Verhandlungstag`."""

ORDINAL_NAMES = _words(
    "mai jan feb mär apr jun jul aug sept sep okt nov dez jh jhd jhdt fc mal etg"
)
"""The same, but for those too short to be looked for at a word's end."""

AFTER_TIMES = _words("""
    monday tuesday wednesday thursday friday saturday sunday et est edt pt pst pdt ct cst cdt mt mst
    mdt gmt utc bst cet cest ist jst eastern central pacific mountain greenwich
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept sep oct nov dec christmas easter thanksgiving
""")
"""What follows `a.m.` and `p.m.` within a sentence, beside words in lower case."""

MARKED_NAMES = _words("yahoo jeopardy yum")
"""Names that have a mark of their own, which ends no sentence."""

SPEECH_VERBS = """
    said says asked asks replied replies added adds wrote writes shouted cried yelled wondered
    exclaimed answered demanded whispered muttered recalled joked continued screamed told
"""
"""What comes after a speaker's name behind a quotation."""
