"""The lines that pages put around their articles, in ten languages.

Phrases stand in lower case, without the punctuation at their ends, parted by `;`. "Sure" ones are
hardly ever a line of an article, "likely" ones are the ordinary words of menus and buttons: they
tell something only in company.
"""

from __future__ import annotations

SURE_MENU = """
exit mobile version; view desktop version; view full site; switch to mobile version; skip links;
view mobile version; desktop version; mobile version; print friendly version; skip to footer;
skip to content; skip to main content; skip to main; skip to navigation; skip navigation;
skip to the content; skip to article; jump to content; jump to navigation; site navigation;
main navigation; main menu; toggle navigation; toggle menu; toggle search; open menu; close menu;
back to top; back to top button; scroll to top; return to top; back to the top; go to top;
post navigation; breadcrumb; breadcrumbs; you are here; show menu; hide menu; open navigation;
close navigation; open search; close search; skip ad; skip advertisement; page not found;
zum inhalt springen; zum inhalt; zum hauptinhalt springen; zum hauptinhalt; zur navigation;
direkt zum inhalt; zur startseite; nach oben; zum seitenanfang; navigation überspringen;
menü öffnen; menü schließen; seite nicht gefunden; sie sind hier;
aller au contenu; aller au contenu principal; aller au menu; passer au contenu; retour en haut;
haut de page; accéder au contenu; accéder au contenu principal; ouvrir le menu; fermer le menu;
page non trouvée; page introuvable; vous êtes ici;
saltar al contenido; saltar al contenido principal; ir al contenido; ir al contenido principal;
volver arriba; página no encontrada; abrir menú; cerrar menú; pasar al contenido principal;
ir para o conteúdo; ir para o conteúdo principal; pular para o conteúdo; saltar para o conteúdo;
pular para o conteúdo principal; voltar ao topo; página não encontrada; abrir menu; fechar menu;
vai al contenuto; vai al contenuto principale; salta al contenuto; passa al contenuto;
salta al contenuto principale; torna su; torna all'inizio; pagina non trovata; apri menu;
direct naar de inhoud; ga naar de inhoud; naar de inhoud; spring naar inhoud; ga naar inhoud;
meteen naar de inhoud; overslaan en naar de inhoud gaan; terug naar boven; naar boven;
pagina niet gevonden;
перейти к содержанию; перейти к содержимому; перейти к основному содержанию; наверх;
к содержанию; вернуться наверх; страница не найдена; пропустить навигацию;
跳到主要内容; 跳至内容; 跳转到内容; 跳过导航; 返回顶部; 回到顶部; 跳到内容; 页面不存在;
コンテンツへスキップ; 本文へスキップ; 本文へ移動;
メインコンテンツへスキップ; 本文へ; ページトップへ;
トップへ戻る; ページの先頭へ; コンテンツにスキップ; このページの先頭へ
"""

LIKELY_MENU = """
breaking news; top news; featured; hot topics; load more; show more; view all; see all; show less;
home; homepage; news; world; business; sport; sports; politics; culture; science; technology; tech;
health; opinion; weather; travel; lifestyle; entertainment;
video; videos; photos; podcasts; podcast;
menu; search; search for; log in; login; sign in; sign up; register; my account; account; subscribe;
newsletter; newsletters; contact; contact us; about;
about us; advertise; advertise with us; careers;
jobs; help; faq; sitemap; site map; rss; sections; latest; trending; donate; archive; archives;
categories; meta; entries feed; comments feed; live; shop;
events; magazine; all news; more; edition;
startseite; nachrichten; politik; wirtschaft; kultur; wissen; wissenschaft; panorama; wetter;
menü; suche; suchen; anmelden; registrieren; einloggen; abo; abonnieren; abonnement; kontakt;
impressum; über uns; hilfe; meinung; reise; gesundheit;
mediathek; karriere; einstellungen; ressorts;
accueil; actualités; actualité; monde; politique; économie; société; culture; sciences; sport;
météo; recherche; rechercher; connexion; se connecter; s'inscrire; s'abonner; abonnez-vous;
contactez-nous; à propos; qui sommes-nous; nous contacter; boutique; plan du site; dernières infos;
inicio; noticias; mundo; política; economía; cultura; deportes; opinión; sociedad; tecnología;
ciencia; buscar; iniciar sesión; entrar; registrarse; suscríbete; suscribirse; contacto;
quiénes somos; sobre nosotros; tiempo; ayuda; portada; última hora;
início; notícias; últimas notícias; economia; desporto; esporte; esportes; opinião; sociedade;
tecnologia; ciência; pesquisar; procurar; iniciar sessão; assinar; assine; contato; contacto; ajuda;
contactos; quem somos; sobre nós; vídeos; meteorologia; brasil;
notizie; ultime notizie; cronaca; politica; esteri; cultura; spettacoli; scienza; opinioni; meteo;
cerca; accedi; abbonati; registrati; contatti; chi siamo; aiuto; redazione; salute; viaggi;
nieuws; binnenland; buitenland; cultuur; economie; wetenschap; politiek; weer; zoeken; inloggen;
aanmelden; abonneren; abonneer; over ons; opinie; voorpagina; hulp; mijn account; registreren;
главная; новости; мир; политика; экономика; общество; спорт; культура; наука; технологии; погода;
поиск; войти; вход; регистрация; контакты; о нас; о проекте; подписка; меню; видео; фото; лента;
происшествия; помощь; реклама на сайте; вакансии;
首页; 新闻; 国际; 国内; 财经; 体育; 娱乐; 科技; 文化; 社会;
视频; 图片; 登录; 注册; 搜索; 菜单; 导航;
关于我们; 联系我们; 网站地图; 军事; 评论; 教育; 健康; 要闻;
滚动; 帮助; 加入我们; 广告服务; 政治; 责任声明;
ホーム; トップ; ニュース; 社会; 政治; 経済; 国際; スポーツ;
文化; 科学; 天気; 動画; 検索; ログイン; 会員登録;
メニュー; お問い合わせ; 運営会社; サイトマップ; エンタメ;
地域; 速報; ヘルプ; 会社概要; 新規登録; 特集; 暮らし
"""

SURE_SHARE = """
share this article; share this story; share this post; share this page; share this; share via email;
share article; share on facebook; share on twitter;
share on x; share on linkedin; share on whatsapp;
share on pinterest; share on reddit; share on telegram; email this article; print this article;
print this page; copy link; copied; copy link to clipboard; link copied; click to share;
follow us; follow us on; follow us on social media; tweet this; pin it; save this article;
artikel teilen; seite teilen; diesen artikel teilen; beitrag teilen; auf facebook teilen;
auf twitter teilen; per e-mail teilen; artikel drucken; folgen sie uns; teilen auf; link kopieren;
partager cet article; partager l'article; partager sur facebook; partager sur twitter;
envoyer par e-mail; envoyer par mail; suivez-nous; imprimer l'article; copier le lien;
compartir en facebook; compartir en twitter; compartir este artículo; compartir artículo; síguenos;
compartir en whatsapp; enviar por correo; copiar enlace; imprimir artículo;
compartilhar no facebook; compartilhar no twitter; compartilhe; partilhar no facebook;
partilhar artigo; partilhar este artigo; siga-nos; copiar link; compartilhe esta notícia;
condividi su facebook; condividi su twitter; condividi questo articolo; condividi l'articolo;
seguici; seguici su; copia link; stampa articolo;
deel dit artikel; deel dit bericht; delen via facebook; deel op facebook; deel op twitter; volg ons;
kopieer link; artikel delen;
поделиться в соцсетях; поделиться ссылкой; поделиться с друзьями; скопировать ссылку;
подписывайтесь на нас; мы в соцсетях; поделиться новостью;
分享到; 分享至; 分享到微信; 分享到微博; 扫一扫; 扫码分享;
复制链接; 分享本文; 关注我们; 打印本页; 微信扫一扫;
シェアする; ツイートする; この記事をシェア; 記事をシェア;
フォローする; リンクをコピー; 記事を印刷; lineで送る
"""

LIKELY_SHARE = """
share; like this; facebook; twitter; whatsapp; linkedin;
pinterest; reddit; telegram; instagram; youtube;
tiktok; email; e-mail; mail; print; tweet; save; bookmark; messenger; flipboard; tumblr; sms;
listen; listen to this article; loading; opens in new window;
comments; show comments; view comments;
teilen; drucken; merken; kommentare; kommentieren; mailen; vorlesen; artikel anhören; twittern;
partager; imprimer; commenter; commentaires; enregistrer; écouter; envoyer;
compartir; imprimir; comentarios; guardar; escuchar; enviar; correo electrónico;
partilhar; compartilhar; imprimir; comentários; guardar; ouvir;
condividi; stampa; commenti; salva; ascolta; invia;
delen; printen; afdrukken; reacties; bewaren; luister; opslaan;
поделиться; распечатать; комментарии; вконтакте; одноклассники; твитнуть; сохранить;
分享; 打印; 收藏; 微信; 微博; 评论; 转发; 点赞; qq空间; 新浪微博;
シェア; ツイート; 印刷; コメント; 保存; フェイスブック; はてなブックマーク
"""

SURE_RELATED = """
around the web; from around the web; more from the web; promoted stories; suggested articles;
in case you missed it; popular stories; latest articles; next story; previous story; you might like;
trending topics; most commented; most shared; today's top stories; more top stories;
related articles; related stories; related posts; related news; related content; related coverage;
you may also like; you might also like; you may like; you may also be interested in;
recommended for you; recommended stories; recommended articles; more from this author; read next;
more on this story; more on this topic;
more from this section; most popular; most read; most viewed;
more stories; trending now; trending stories; popular posts; recent posts; recent comments;
top stories; up next; editors' picks; editor's picks; don't miss; more like this; also read;
latest posts; latest stories; read also; more news;
lesen sie auch; das könnte sie auch interessieren; das könnte dich auch interessieren;
ähnliche artikel; verwandte artikel; mehr zum thema; meistgelesen; meistgelesene artikel;
weitere artikel; auch interessant; weitere meldungen; weitere nachrichten; mehr aus dem ressort;
ähnliche beiträge; neueste beiträge; beliebte artikel; zum thema; empfehlungen der redaktion;
à lire aussi; lire aussi; sur le même sujet; sur le même thème; articles similaires; articles liés;
les plus lus; les plus populaires; vous aimerez aussi; nos derniers articles; articles récents;
à voir aussi; voir aussi sur le même sujet; dans la même rubrique; recommandé pour vous;
noticias relacionadas; artículos te puede interesar; también te puede interesar;
más leídas; lo más leído; lo más visto; más noticias; lea también; lee también; entradas recientes;
más información sobre este tema; entradas relacionadas; le puede interesar;
leia também; leia mais; notícias relacionadas; artigos mais lidas; mais lidos;
veja também; mais notícias; você pode gostar; pode também gostar; também pode gostar;
posts recomendado para si; mais sobre este assunto;
leggi anche; articoli correlati; potrebbe interessarti; potrebbe interessarti anche; i più letti;
ti potrebbe interessare; altri articoli; più letti; notizie correlate; ultimi articoli;
potrebbero interessarti; sullo stesso argomento; le più lette;
lees ook; meer over dit onderwerp; gerelateerde artikelen; meest gelezen; lees verder; lees meer;
misschien ook interessant; ook interessant; aanbevolen artikelen; meer nieuws; gerelateerd;
recente berichten; meer van deze auteur;
читайте также; смотрите также; похожие статьи; похожие новости; по теме; материалы по теме;
самое читаемое; популярное; новости по теме; еще по теме; вам может быть интересно; рекомендуем;
популярные статьи; другие новости; последние новости; читать также;
相关阅读; 相关新闻; 相关文章; 延伸阅读; 推荐阅读; 热门文章;
热门新闻; 猜你喜欢; 更多新闻; 相关报道; 热点新闻;
阅读排行; 为您推荐; 最新文章; 近期文章; 热门推荐; 相关推荐; 精彩推荐;
関連記事; あわせて読みたい; おすすめ記事; 人気記事;
こちらもおすすめ; 関連ニュース; 関連リンク; 最新記事;
アクセスランキング; 記事ランキング; 合わせて読みたい;
最近の投稿; 人気の記事; 関連トピックス; この記事もおすすめ
"""

LIKELY_RELATED = """
latest news; related topics; read more; more articles;
see also; popular; recommended; related; editor's choice;
mehr; neueste; aktuelle nachrichten; mehr lesen; weiterlesen; en savoir plus; lire la suite;
dernières nouvelles; ver más; leer más; ver mais; saiba mais; leggi tutto; altro; meer; далее;
подробнее; 更多; 最新消息; もっと見る; 続きを読む; 热门; おすすめ
"""

ADVERTISEMENTS = """
report this ad; ad feedback; sponsored links; advertisement - scroll to continue; remove ads;
advertisement - continue reading below; scroll to continue;
advertisement; advertising; advertisements; advertisment; sponsored; sponsored content;
story continues below advertisement; article continues below advertisement; paid content;
continue reading below; article continues after ad;
story continues below; promoted; promoted content;
anzeige; werbung; advertorial; artikel wird nach der anzeige fortgesetzt; gesponsert;
publicité; la suite après la publicité; annonce; contenu sponsorisé; la suite après cette publicité;
publicidad; anuncio; patrocinado; contenido patrocinado; continúa después de la publicidad;
publicidade; continua depois da publicidade; continua após a publicidade; conteúdo patrocinado;
pubblicità; annuncio pubblicitario; contenuto sponsorizzato; continua dopo la pubblicità;
advertentie; gesponsord; artikel gaat verder na de advertentie; lees verder na de advertentie;
реклама; на правах рекламы; продолжение после рекламы;
广告; 推广; 赞助内容; 广告位; 以下为广告;
広告; スポンサーリンク; スポンサードリンク
"""

SURE_END = """
leave your message; loading comments; write a review; thanks for subscribing; report a typo;
you have successfully subscribed; sign up for free newsletters; sign up here; subscribe here;
leave a reply; leave a comment; post a comment;
add a comment; cancel reply; post comment; write a comment;
submit comment; join the conversation; join the discussion;
previous post; next post; no comments yet;
previous article; next article; readers' rating; user rating; rate this article; report an error;
privacy policy; terms of use; terms of service; terms and conditions; terms & conditions;
privacy notice; cookie settings; cookie policy; cookie preferences; cookie notice; manage cookies;
manage preferences; manage consent; accept all cookies; accept cookies; reject all cookies;
accept all; reject all; do not sell my personal information; your privacy choices; privacy settings;
powered by wordpress; proudly powered by wordpress; be the first to comment;
sign up for our newsletter; sign up to our newsletter;
subscribe to our newsletter; daily newsletter;
subscribe to newsletter; get our newsletter; %d bloggers like this; save my name; photo of author;
author photo; author avatar; author image; no responses; notify me of new posts by email;
kommentar schreiben; kommentar hinterlassen; schreibe einen kommentar; antwort abbrechen;
datenschutz; datenschutzerklärung; nutzungsbedingungen; agb;
cookie-einstellungen; cookies akzeptieren; alle akzeptieren; alle ablehnen; newsletter abonnieren;
alle cookies akzeptieren; newsletter bestellen; kommentar abschicken; nächster artikel;
vorheriger artikel; vorheriger beitrag; nächster beitrag; datenschutzhinweise; barrierefreiheit;
laisser un commentaire; poster un commentaire; ajouter un commentaire; annuler la réponse;
mentions légales; politique de confidentialité; conditions générales; conditions d'utilisation;
gérer les cookies; gestion des cookies; tout accepter; tout refuser; accepter et fermer;
paramétrer les cookies; article précédent; article suivant; réagir;
inscrivez-vous à notre newsletter; abonnez-vous à notre newsletter; données personnelles;
deja una respuesta; deja un comentario; dejar un comentario; cancelar respuesta; aviso legal;
publicar comentario; publicar el comentario; política de privacidad; política de cookies;
términos de uso; términos y condiciones; aceptar todo; aceptar cookies; rechazar todo;
configurar cookies; suscríbete a nuestro boletín; entrada anterior;
entrada siguiente; condiciones de uso; aceptar y continuar;
deixe um comentário; deixe uma resposta; cancelar resposta; publicar comentário;
política de privacidade; termos de uso; termos e condições; aceitar todos; aceitar cookies;
rejeitar todos; assine nossa newsletter; definições de cookies;
subscreva a nossa newsletter; post anterior; próximo post; artigo anterior; próximo artigo;
lascia un commento; annulla risposta; invia commento; informativa sulla privacy; note legali;
privacy e cookie; termini e condizioni; accetta tutti;
accetta tutto; rifiuta tutti; accetta i cookie;
iscriviti alla newsletter; gestisci cookie; articolo precedente;
articolo successivo; preferenze cookie;
laat een reactie achter; plaats een reactie; reactie plaatsen; geef een reactie; privacybeleid;
algemene voorwaarden; gebruiksvoorwaarden; cookiebeleid; cookie-instellingen; cookies accepteren;
alles accepteren; alles weigeren; meld je aan voor de nieuwsbrief;
schrijf je in voor onze nieuwsbrief; vorig bericht; volgend bericht; reactie annuleren;
оставить комментарий; добавить комментарий; отменить ответ; отправить комментарий;
политика конфиденциальности; пользовательское соглашение; принять все;
подписаться на рассылку; условия использования; правила сайта; следующая запись;
предыдущая запись; подписаться на новости; обработка персональных данных; принять cookies;
发表评论; 发表回复; 取消回复; 隐私政策; 用户协议; 使用条款; 免责声明; 上一篇; 下一篇;
接受所有cookie; 全部接受; 订阅我们; 举报; 网友评论; 我来说两句; 隐私声明; 服务条款; 责任编辑;
コメントを残す; コメントを送信; 返信をキャンセル; プライバシーポリシー; 利用規約; 個人情報保護方針;
前の記事; 次の記事; すべて許可; すべて受け入れる; 特定商取引法に基づく表記; 特定商取引法;
メルマガ登録; cookieポリシー; コメントする; コメントを書く; 個人情報の取り扱い
"""

LIKELY_END = """
comment; name; website; accept; reject; decline; i agree; agree; got it; close; submit; send;
preferences; privacy; terms; legal; cookies; powered by; reply; loading; no comments;
akzeptieren; ablehnen; zustimmen; schließen; senden; absenden; website; schlagwörter;
accepter; refuser; fermer; valider; commentaire; nom; cookies; confidentialité; cgu; cgv;
aceptar; rechazar; cerrar; comentario; nombre; web; privacidad; etiquetas;
aceitar; rejeitar; fechar; comentário; nome; privacidade; termos;
accetta; rifiuta; chiudi; commento; nome; sito web; termini;
accepteren; weigeren; sluiten; reactie; naam; voorwaarden;
принять; закрыть; имя; комментарий; сайт; ответить; теги; отправить;
同意; 接受; 关闭; 提交; 姓名; 邮箱; 标签; 回复; 昵称; 隐私;
同意する; 閉じる; 送信; 名前; メール; サイト; 返信; タグ
"""

HOME = """
home; startseite; accueil; inicio; início; homepage; главная;
首页; ホーム; トップ; voorpagina; portada
"""
