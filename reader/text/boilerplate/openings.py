"""What lines around articles begin with, or hold somewhere, where their end may be anything.

They are written as `phrases` are. Notices of rights are in texts of all kinds, and tell nothing.
"""

from __future__ import annotations

SURE_OPENINGS = """
by signing up you agree; by subscribing you agree; click here to subscribe;
by signing up, you agree; by subscribing, you agree; get our daily; subscribe to get;
sign up to receive; sign up to get;
skip to main; skip to content; jump to content; direkt zum inhalt; zum hauptinhalt;
we use cookies; this site uses cookies; this website uses cookies; our site uses cookies;
our website uses cookies; we and our partners; by continuing to use this; by using this site;
your email address will not be published;
required fields are marked; click to share; click to print;
click to email; share on facebook; share on twitter;
follow us on; subscribe to our; sign up for our;
sign up to our; daily newsletter; get the latest news;
notify me of; save my name; powered by wordpress;
proudly powered by; you must be logged in to; the page you requested; the content you requested;
the page you are looking for; sorry, the page you; how did you like this; rate this article;
user rating:; this site uses akismet; download our app; download the app;
enter your email; don't have an account; already have an account; already a subscriber;
support our journalism; please enable javascript;
javascript is disabled; your browser does not support;
log in to comment; read more:; also read:; read also:; tell us your opinion;
wir verwenden cookies; diese website verwendet cookies; diese webseite verwendet cookies;
wir nutzen cookies; unsere website verwendet;
diese seite verwendet cookies; melden sie sich für unseren;
deine e-mail-adresse wird nicht veröffentlicht; ihre e-mail-adresse wird nicht veröffentlicht;
lesen sie auch:; mehr zum thema:; abonnieren sie unseren; folgen sie uns auf; auch interessant:;
nous utilisons des cookies; ce site utilise des cookies; en poursuivant votre navigation;
votre adresse e-mail ne sera pas publiée; votre adresse de messagerie ne sera pas;
à lire aussi :; à lire aussi:; lire aussi :; lire aussi:; abonnez-vous à; inscrivez-vous à notre;
suivez-nous sur; partager sur; temps de lecture :; >> lire aussi; nous et nos partenaires;
utilizamos cookies; este sitio utiliza cookies; este sitio web utiliza cookies; usamos cookies;
este sitio usa cookies; tu dirección de correo electrónico no será publicada; suscríbete a;
lea también:; lee también:; te puede interesar:; síguenos en; compartir en; regístrate para;
este site utiliza cookies; este site usa cookies; este website utiliza cookies;
nós utilizamos cookies;
o seu endereço de e-mail não será publicado; o seu endereço de email não será;
leia também:; leia mais:; veja também:; siga-nos no; assine nossa; subscreva a nossa; partilhar no;
compartilhar no; ao continuar a navegar;
questo sito utilizza; questo sito usa; utilizziamo i cookie; utilizziamo cookie; noi e i nostri;
il tuo indirizzo email non sarà pubblicato; l'indirizzo email non verrà pubblicato; leggi anche:;
iscriviti alla; seguici su; condividi su; leggi anche —; potrebbe interessarti:;
wij gebruiken cookies; we gebruiken cookies; deze website gebruikt cookies; deze site gebruikt;
je e-mailadres wordt niet gepubliceerd; het e-mailadres wordt niet gepubliceerd; lees ook:;
schrijf je in voor; meld je aan voor; volg ons op; deel op; lees verder:; wij en onze partners;
мы используем cookie; мы используем файлы cookie; этот сайт использует; наш сайт использует;
ваш адрес email не будет опубликован; читайте также:; смотрите также:; подписывайтесь на;
подпишитесь на; поделиться в; продолжая пользоваться;
我们使用cookie; 本网站使用cookie; 您的电子邮箱地址不会被公开;
您的邮箱地址不会被公开; 责任编辑：; 责任编辑:; 分享到;
扫描二维码; 关注微信公众号; 更多精彩内容; 本网站使用;
当サイトでは; このサイトはcookie; このサイトでは;
当ウェブサイトでは; メールアドレスが公開されることはありません;
本サイトでは; 続きを読むには; この記事は会員限定
"""

LIKELY_OPENINGS = """
related:; see also:; tags:; tags :; tagged; tag:; topics:;
filed under; posted in; category:; categories:; share:; share :;
share on; share via; share to; keep up to date with;
learn more in our; learn more about our; join our;
more from; more in; powered by; get the; sign up; subscribe now; stay up to date; stay informed;
like us on; opens in; save up to; follow us; print this;
email this; comments (; leave a; thanks for;
schlagwörter:; themen:; teilen:; newsletter; mehr von; schlagworte:;
étiquettes :; étiquettes:; mots-clés :; partager :; plus de; recevez; thèmes :;
etiquetas:; temas:; recibe; compartir:; archivado en;
palavras-chave:; assuntos:; receba; marcadores:;
tag :; argomenti:; condividi:; ricevi; delen:; onderwerpen:; trefwoorden:; ontvang; meer van;
теги:; метки:; поделиться:; рубрика:; рубрики:;
источник фото; 标签：; 标签:; 分类：; 关键词：; 编辑：; 来源网址;
タグ：; タグ:; カテゴリー：; カテゴリ：; シェア：; キーワード：; キーワード:
"""

NOTICES = """
all rights reserved; alle rechte vorbehalten; tous droits réservés; derechos reservados;
direitos reservados; diritti riservati; rechten voorbehouden; права защищены; 版权所有; 版权声明;
未经授权; 未经许可; 转载请注明; 無断転載; 著作権; copyright; riproduzione riservata; ©
"""

CONTAINED = """
opens in new window; privacy policy; terms of service; terms of use; cookie policy; our newsletter;
our app; unsubscribe; subscribe now; our website; the app
"""
