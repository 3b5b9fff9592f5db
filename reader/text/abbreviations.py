"""Abbreviations and other words that sentence splitting needs to know, as data.

English, German, French and Spanish together: news quotes names and titles across
languages. All without their last stop, in lower case unless it says otherwise.
"""

from __future__ import annotations


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


NEVER_LAST = _words("""
    mr mrs ms messrs dr prof rev hon pres gov sen rep gen col maj capt lt cpl sgt adm cmdr supt
    det insp atty mt ft vs cf viz approx est e.g i.e fig figs vol pp ch sec p
    hr fr frl dipl ing dr.med st bzw vgl ca evtl ggf sog z.b d.h u.a o.ä i.d.r z.t u.u v.a
    m.e d.i geb gest hrsg nr abs abschn str
    m mm mme mmes mlle mlles mgr me vve env p.ex c.-à-d av boul
    sr sra srta dr dra sres sras dña d.ª excmo excma lic p.ej pág págs núm núms art arts cap avda c
""")
"""Those that something always follows: titles before names, `e.g.`, `z.B.`, `p.ej.`."""

MAYBE_LAST = _words("""
    etc inc corp ltd co bros jr dept univ assn no nos ave blvd rd op ed eds
    u.s u.k u.n e.u d.c u.s.a a.m p.m b.c a.d ph.d m.d b.a m.a
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    calif conn fla ill mass mich minn penn tenn tex va wash wis
    usw uam mio mrd mill tel jh jhd jhs std min sek kap bd anm aufl bsp verf s
    gmbh d.j d.m n.chr v.chr
    janv févr avr juil sept déc apr.j.-c av.j.-c
    ee.uu uu ud uds vd vds ee s.a s.l a.c d.c s.s aprox tfno ej
""")
"""Those that may end a sentence: they do where a word follows that likely starts one."""

STARTERS = _words("""
    the a an this that these those it its he she they we you his her their our my there here
    who what when where why how which if in on at by for from with without after before during
    since while although though because as but and or so yet however meanwhile moreover then now
    later earlier some many most more all both each few several such other another no not
    one two three according to under over between despite instead still also even only last next
    der die das dem den des ein eine einer eines es er sie wir ihr man sein seine ihre dieser diese
    dieses jener im am zum zur vom bei mit nach vor seit wegen trotz aus auf für gegen ohne um und
    aber doch oder denn weil wenn als dass da dann dort hier nun so auch nur noch nicht kein keine
    wer was wo wie warum laut damit dabei danach deshalb außerdem inzwischen
    le la les l un une des du de il elle ils elles on nous vous ce cet cette ces c qui que quoi dont
    où quand comment pourquoi dans sur sous avec sans pour par chez depuis pendant après avant selon
    mais et ou donc or ni car si ainsi alors puis cependant toutefois enfin son sa ses leur leurs
    el los las lo una unos unas del al él ella ellos ellas este esta estos estas ese esa eso esto
    en con sin por para desde hasta según tras ante sobre entre cuando como donde quien pero y e o
    sino porque aunque mientras entonces luego después antes también además su sus se no sí ya
""")
"""Words that start sentences much more often than they follow an abbreviation."""

MONTHS = _words("""
    januar jänner februar märz april mai juni juli august september oktober november dezember
    jan feb mär apr jun jul aug sept sep okt nov dez
    jahrhundert jahrhunderts jahrtausend jahrestag geburtstag tag stock etage platz liga runde mal
    klasse weltkrieg weltkriegs kapitel bundestag fc
""")
"""What follows a German ordinal: `am 3. Oktober`, `im 19. Jahrhundert`."""

AFTER_TIMES = _words("""
    monday tuesday wednesday thursday friday saturday sunday et est edt pt pst pdt ct cst gmt utc
""")
"""What follows `a.m.` and `p.m.` within a sentence, beside other words in lower case."""
