/** The dossier's one stylesheet, and the hash its content policy allows. A test holds the two together. */

/** SHA-256 of {@link stylesheet}, base64. */
export const stylesheetHash = "qGAjywQshevfQ/HwOChaxEu+fuiz3kJRpx1qh4mqdq4=";

export const stylesheet = `
:root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1d1b18;--soft:#5b554c;--rule:#d9d3c7;--faint:#f2eee5;--accent:#8c1d18;--link:#7a1a15;--band:#e9c9c0;--edge:#c78f83;--good:#1f5c3a;--warn:#7a4a00;
--serif:"Charter","Bitstream Charter","Iowan Old Style","Palatino Linotype","Palatino","Source Serif 4","Noto Serif",Georgia,"DejaVu Serif",serif;
--sans:system-ui,-apple-system,"Segoe UI","Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#151412;--ink:#ece7dd;--soft:#b0a99c;--rule:#3d3933;--faint:#1f1d1a;--accent:#f0968a;--link:#f3a79c;--band:#51302b;--edge:#94594f;--good:#8fd0a8;--warn:#e8bd73}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:1.5rem}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 var(--serif);font-variant-numeric:oldstyle-nums;text-rendering:optimizeLegibility;overflow-wrap:break-word;hanging-punctuation:first}
.skip{position:absolute;left:-99rem;top:0;background:var(--ink);color:var(--paper);padding:.6rem 1rem;font:600 .9rem var(--sans);z-index:2}
.skip:focus{left:0}
.masthead,main,.contents,footer{max-width:51rem;margin-inline:auto;padding-inline:1.5rem}
.masthead{padding-top:2.2rem}
.kicker{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;align-items:baseline;margin:0;padding:.55rem 0;border-top:3px solid var(--ink);border-bottom:1px solid var(--rule);font:500 .78rem/1.4 var(--sans);letter-spacing:.02em;color:var(--soft);font-variant-numeric:lining-nums}
.kicker .house{font-weight:700;color:var(--accent);letter-spacing:.06em;text-transform:uppercase;margin-right:auto}
h1{font:700 clamp(2rem,1.3rem + 3.2vw,3.2rem)/1.08 var(--serif);letter-spacing:-.018em;margin:2.2rem 0 1.3rem;text-wrap:balance;max-width:20ch;font-variant-numeric:lining-nums}
.standfirst{font-size:1.24rem;line-height:1.5;margin:0 0 .9rem;max-width:37rem;text-wrap:pretty}
.standfirst+.standfirst{font-size:1.0625rem;line-height:1.6;color:var(--soft)}
.reading{font:.86rem/1.5 var(--sans);color:var(--soft);max-width:40rem;margin:1.4rem 0 0}
.contents{margin-top:1.8rem}
.contents ol{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.3rem;margin:0;padding:.7rem 0;border-block:1px solid var(--rule);font:.86rem/1.6 var(--sans)}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.18em;text-decoration-color:color-mix(in srgb,currentColor 45%,transparent)}
a:hover{text-decoration-color:currentColor;text-decoration-thickness:2px}
.contents a{text-decoration:none}.contents a:hover{text-decoration:underline}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
section{margin-top:4.2rem}
h2{font:700 1.72rem/1.2 var(--serif);letter-spacing:-.01em;margin:0 0 1.3rem;padding-top:.8rem;border-top:1px solid var(--ink);text-wrap:balance}
h3{font:700 1.12rem/1.35 var(--serif);margin:2.4rem 0 .5rem;text-wrap:balance;font-variant-numeric:lining-nums}
p{margin:0 0 .8rem;text-wrap:pretty}
.lead{max-width:38rem;font-size:1.12rem;line-height:1.55}
ul,ol{padding-left:1.3rem}
li{margin:.3rem 0}
code{font:.88em ui-monospace,"SF Mono","DejaVu Sans Mono",Menlo,monospace;background:var(--faint);padding:.1em .35em;border-radius:3px;font-variant-numeric:lining-nums}
cite{font-style:normal}
.none,.who,.withheld,.from{color:var(--soft)}

.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13.8rem),1fr));gap:2.4rem 2rem;margin-top:1.8rem}
.figure:has(.lineage[open]){grid-column:1/-1}
.figure:has(.lineage[open]) h3{min-height:0}
.figure{border-top:3px solid var(--accent);padding-top:.8rem;min-width:0}
.figure h3{margin:0;font:600 .9rem/1.4 var(--sans);min-height:2.8em}
.amount{margin:.3rem 0 .15rem}
.median{white-space:nowrap;font:400 2.7rem/1.1 var(--serif);letter-spacing:-.025em;font-variant-numeric:lining-nums}
.unit{font:.9rem var(--sans);color:var(--soft)}
.opens{text-decoration:none;font:.8rem/1 var(--sans);padding:.35rem .45rem;border-radius:4px;vertical-align:.9em}
.opens:hover{background:var(--faint)}
.interval,.when{font:.88rem/1.5 var(--sans);margin:0;font-variant-numeric:tabular-nums lining-nums}
.when{color:var(--soft);margin-top:.5rem}
.whisker{display:block;margin:.5rem 0 0;max-width:100%}
svg .grid{stroke:var(--rule);stroke-width:1}
svg .zero{stroke:var(--soft)}
svg .mark{stroke:var(--soft);stroke-width:1}
svg .span{stroke:var(--edge);stroke-width:6;stroke-linecap:round}
svg .end{fill:var(--accent);stroke:var(--paper);stroke-width:2}
svg .band{fill:var(--band)}
svg .edge{fill:none;stroke:var(--edge);stroke-width:1}
svg .median{fill:none;stroke:var(--accent);stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}
svg text{font-family:var(--sans);font-variant-numeric:tabular-nums lining-nums}
svg .tick{font-size:12.5px;fill:var(--soft)}
svg .axis-title{font-size:13px;font-weight:600;fill:var(--ink)}
.chart{margin:3rem 0 0}
.chart svg{display:block;width:100%;height:auto;min-width:34rem}
figcaption{font:.86rem/1.55 var(--sans);color:var(--soft);margin-top:.8rem;max-width:44rem}
.key{color:var(--ink);margin-right:.8rem;white-space:nowrap}
.swatch{display:inline-block;width:1.6em;height:.75em;background:var(--band);border-block:1px solid var(--edge);vertical-align:-.05em;margin-right:.25em}
.swatch.line{height:0;border:0;border-top:3px solid var(--accent);background:none;vertical-align:.25em}

details{margin-top:.7rem;font:.88rem/1.55 var(--sans)}
summary{cursor:pointer;color:var(--link);padding:.25rem 0;width:fit-content;max-width:100%}
summary:hover{text-decoration:underline;text-underline-offset:.18em}
.lineage[open]{border-left:2px solid var(--accent);padding-left:.9rem}
.lineage:target>summary{font-weight:700}
.rests,.assumed{list-style:none;margin:.3rem 0;padding:0}
.rests li,.assumed li{padding:.55rem 0;border-top:1px solid var(--rule);margin:0}
.rests .value,.rests q,.rests .who,.rests cite,.assumed .who{display:block}
.rests q{font:italic 1rem/1.45 var(--serif)}
.value{font-weight:600;font-variant-numeric:lining-nums}
@media (min-width:46rem){.rests li{display:grid;grid-template-columns:5.5rem 1fr 1.1fr;column-gap:1.2rem}.rests .number{grid-row:1/span 3}.rests .value{grid-column:2}.rests q,.rests .withheld{grid-column:2}.rests .who{grid-column:3;grid-row:1}.rests cite{grid-column:3;grid-row:2}}
.label{font-weight:600;color:var(--soft)}
.sep{color:var(--accent)}

.scroll{overflow-x:auto;margin:1.4rem 0}
table{border-collapse:collapse;width:100%;font:.86rem/1.5 var(--sans);font-variant-numeric:tabular-nums lining-nums}
caption{max-width:min(48rem,calc(100vw - 2.4rem));text-align:left;color:var(--soft);padding-bottom:.6rem;caption-side:top}
th,td{text-align:left;vertical-align:top;padding:.6rem .9rem .6rem 0;border-top:1px solid var(--rule)}
thead th{border-top:0;border-bottom:1px solid var(--ink);color:var(--soft);font-weight:600;vertical-align:bottom;padding-top:0}
tbody tr:last-child>*{border-bottom:1px solid var(--ink)}
tbody tr:first-child>*{border-top:0}
tbody th{font-weight:600}
.n{text-align:right}
td:last-child,th:last-child{padding-right:0}
.money{min-width:44rem}
.money .miss{display:block;font-weight:600}
.money .rate{display:block;font-size:.92em;white-space:nowrap}
.flag{color:var(--warn);font-weight:600;white-space:nowrap}
.fine{color:var(--good);font-weight:600}
.notes,.links,.once,.rates,.assumptions,.withheld-list,.pages{font:.88rem/1.6 var(--sans);font-variant-numeric:lining-nums}
.rates cite,.assumptions .who{display:block;color:var(--soft)}
.elements{min-width:46rem}
.elements th:first-child{width:24%}
.elements th:nth-child(2){width:8.5rem}
.elements .from{display:block;margin-top:.25rem}
.mark{display:inline-flex;align-items:baseline;gap:.4em;font:600 .86rem/1.5 var(--sans);white-space:nowrap}
.mark .shape{font-size:1.1em}
.mark.met{color:var(--good)}
.mark.not-met{color:var(--accent)}
.mark.not-enough{color:var(--warn)}
.verdict{display:flex;flex-wrap:wrap;gap:.3rem .8rem;align-items:baseline;font-size:1.12rem;margin-bottom:.5rem}
.verdict .mark{border:1.5px solid currentColor;border-radius:99px;padding:.12em .8em}
.rule,.count{font:.9rem/1.6 var(--sans);max-width:44rem}
.caution{color:var(--warn)}

.claims{list-style:none;padding:0;margin:1.8rem 0 0}
.claims>li{position:relative;padding:1.1rem 0 1.2rem 3.2rem;border-top:1px solid var(--rule);margin:0}
.claims>li:target{background:var(--faint);box-shadow:0 0 0 .8rem var(--faint)}
.head{margin:0;font-size:1.06rem}
.head .number{position:absolute;left:0;top:1rem;width:2.2rem;text-align:right;font:400 1.5rem/1.3 var(--serif);text-decoration:none;color:var(--accent);font-variant-numeric:lining-nums}
.measure,.restates{font:.88rem var(--sans);color:var(--soft);margin-left:.5rem}
.polarity{font:600 .8rem var(--sans);color:var(--warn);border:1px solid currentColor;border-radius:3px;padding:.05em .4em;margin-left:.5rem}
.quote{margin:.25rem 0 .35rem;font-style:italic;font-size:1.1rem}
.quote .withheld{font:.9rem var(--sans)}
.facts{margin:0;font:.84rem/1.6 var(--sans);color:var(--soft);font-variant-numeric:lining-nums}
.facts>span:not(:last-of-type)::after,.facts>span:last-of-type::after{content:" ·";color:var(--soft)}
.unmade{font:.88rem/1.6 var(--sans);font-variant-numeric:lining-nums}.unmade dt{font-weight:600;margin-top:.6rem}.unmade dd{margin:0;color:var(--soft)}
.verify{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.4rem 1.4rem;font:.92rem/1.6 var(--sans);font-variant-numeric:lining-nums}
.verify dt{font-weight:600}.verify dd{margin:0}
footer{margin-top:4.5rem;padding-block:1.2rem 3rem;font:.82rem/1.6 var(--sans);color:var(--soft);font-variant-numeric:lining-nums}
footer p{border-top:3px solid var(--ink);padding-top:.8rem;margin:0}
@media (max-width:40rem){.masthead,main,.contents,footer{padding-inline:1.1rem}.figure h3{min-height:0}.claims>li{padding-left:2.3rem}.head .number{width:1.6rem;font-size:1.2rem}.verify{grid-template-columns:1fr;gap:0}.verify dd{margin-bottom:.7rem}section{margin-top:3.2rem}}

@page{size:A4;margin:18mm 17mm 20mm;@bottom-right{content:counter(page)}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--faint:#f3f3f3;--accent:#7a1a15;--link:#000;--band:#ddd;--edge:#888;--good:#000;--warn:#000}
html{scroll-behavior:auto}body{font-size:10pt;line-height:1.45}
.skip,.contents,.opens{display:none}
.masthead,main,footer{max-width:none;padding-inline:0}.masthead{padding-top:0}
h1{font-size:25pt;margin-top:1.2rem}.standfirst{font-size:12pt}.standfirst+.standfirst{font-size:10pt}h3{font-size:11pt}.unit{font-size:8.5pt}.reading{font-size:8pt}.lead{font-size:10.5pt}
section{margin-top:2rem}h2{font-size:15pt}h2,h3,caption,thead{break-after:avoid}
.figure,.chart svg,tr,.claims>li,.rests li{break-inside:avoid}
.figures{grid-template-columns:repeat(3,1fr);gap:1.2rem}.median{font-size:22pt}
.figure .lineage:not([open]),details.data:not([open]){display:none}
.lineage[open]>summary{color:inherit}
.scroll{overflow:visible}.money,.elements{min-width:0}.chart svg{min-width:0}
table{font-size:8.5pt}.facts,.notes,.links,.once,.rates,.assumptions,.withheld-list,.pages,.verify,.rule,.count,figcaption,.figure h3,.interval,.when{font-size:8.5pt}
a{text-decoration:none}
footer p{border-top-width:1px}}
`;
