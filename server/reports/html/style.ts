/** The colours of webview/style/tokens.css by kind of theme: light, dark, and both in high contrast. */
const LIGHT = `--canvas:#f7f7f9;--surface:#ffffff;--text:#1b1c22;--text-2:#575a66;--focus:#0a63c4;--line:#747783;--hairline:#e2e3e9;
--trace:#5540d4;--trace-ink:#4a36c2;--trace-soft:#f1eefe;--trace-on:#ffffff;--error:#c4281f;--warn:#9a5b00;--info:#1c62c4`;
const DARK = `--canvas:#15161a;--surface:#212329;--text:#ecedf2;--text-2:#a8abb8;--focus:#4aa3ff;--line:#858894;--hairline:#30323a;
--trace:#a596ff;--trace-ink:#b9adff;--trace-soft:#28243f;--trace-on:#15122b;--error:#ff7a70;--warn:#eeb04c;--info:#74b4ff`;
const HC_LIGHT = `--canvas:#ffffff;--surface:#ffffff;--text:#000000;--text-2:#292929;--focus:#b5200d;--line:#000000;--hairline:#0f4a85;
--trace:#3a1fb8;--trace-ink:#3a1fb8;--trace-soft:#ffffff;--trace-on:#ffffff;--error:#a1120a;--warn:#6e4000;--info:#0f4a85`;
const HC_DARK = `--canvas:#000000;--surface:#000000;--text:#ffffff;--text-2:#ffffff;--focus:#f38518;--line:#ffffff;--hairline:#6fc3df;
--trace:#ffe14d;--trace-ink:#ffe14d;--trace-soft:#000000;--trace-on:#000000;--error:#ff8f87;--warn:#ffc069;--info:#8cc8ff`;

/** Paper is white, whatever the screen was. */
const THEMES = `:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
@media screen and (prefers-contrast:more){:root{${HC_LIGHT}}}
@media screen and (prefers-contrast:more) and (prefers-color-scheme:dark){:root{${HC_DARK}}}
@media print{:root{color-scheme:light;--canvas:#ffffff}}
@media (forced-colors:active){:root{--canvas:Canvas;--surface:Canvas;--text:CanvasText;--text-2:CanvasText;--focus:Highlight;
--line:CanvasText;--hairline:CanvasText;--trace:Highlight;--trace-ink:LinkText;--trace-soft:Canvas;--trace-on:HighlightText;
--error:CanvasText;--warn:CanvasText;--info:CanvasText}}
`;

const PAGE = `*{box-sizing:border-box}
html{scroll-padding-top:16px}
body{margin:0 auto;max-width:1080px;padding:32px 24px 48px;background:var(--canvas);color:var(--text);
font:14px/1.5 system-ui,-apple-system,"Segoe UI",Ubuntu,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4,p,ul,ol,dl,dd,pre{margin:0}
h1{font-size:26px;line-height:1.25;font-weight:700}
h2{font-size:20px;line-height:1.3;font-weight:700;margin:40px 0 12px;padding-top:16px;border-top:1px solid var(--line)}
h3{font-size:15px;font-weight:600;margin:24px 0 8px}
h4{font-size:14px;font-weight:600}
p+p,p+ul,ul+p,table+p,table+ul,p+table{margin-top:8px}
ul,ol{padding-left:22px}
a{color:var(--trace-ink)}
a:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:2px}
code,pre{font:12.5px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}
bdi{unicode-bidi:isolate}
.brand{color:var(--trace-ink);font-weight:700}
header dl{display:flex;flex-wrap:wrap;gap:8px 32px;margin-top:16px}
dt{color:var(--text-2);font-size:12px}
header dd{font-weight:600}
nav{margin-top:24px;padding:12px 16px;background:var(--surface);border:1px solid var(--hairline);border-radius:10px}
nav ol{columns:2;column-gap:32px}
table{width:100%;border-collapse:collapse;background:var(--surface);margin-top:8px}
caption{text-align:left;font-weight:600;padding:8px 0}
th,td{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid var(--hairline)}
thead th{overflow-wrap:break-word;color:var(--text-2);font-size:12px;font-weight:600;border-bottom:1px solid var(--line)}
tbody th{font-weight:400}
.tables{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,2fr);gap:0 32px;align-items:start}
.notice{padding:12px 16px;background:var(--surface);border:1px solid var(--line);border-radius:10px}
`;

const FINDINGS = `article{margin:0 0 16px;padding:14px 16px;background:var(--surface);border:1px solid var(--hairline);
border-left:4px solid var(--line);border-radius:10px}
article.error{border-left-color:var(--error)}
article.warning{border-left-color:var(--warn)}
article.information{border-left-color:var(--info)}
.severity{display:inline-flex;align-items:center;gap:4px;font-weight:600;white-space:nowrap}
.severity svg{flex:none;fill:currentColor;forced-color-adjust:auto}
.severity.error{color:var(--error)}
.severity.warning{color:var(--warn)}
.severity.information{color:var(--info)}
.facts{display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;padding:0;margin-top:4px;color:var(--text-2);font-size:12px}
.place{margin-top:4px;color:var(--text-2)}
.path{list-style:none;padding:0;margin-top:12px;counter-reset:step}
.path li{position:relative;padding:0 0 10px 34px;counter-increment:step}
.path li::before{content:counter(step);position:absolute;left:0;top:0;box-sizing:border-box;min-width:22px;height:22px;padding:0 3px;border-radius:11px;
background:var(--trace);color:var(--trace-on);font:700 12px/22px system-ui,sans-serif;text-align:center;forced-color-adjust:none}
.path li:not(:last-child)::after{content:"";position:absolute;left:10px;top:24px;bottom:2px;width:2px;background:var(--trace)}
.at{color:var(--text-2)}
pre{margin-top:4px;padding:6px 10px;background:var(--canvas);border:1px solid var(--hairline);border-radius:6px;
white-space:pre-wrap;overflow-wrap:anywhere}
.line{color:var(--text-2);margin-right:10px;user-select:none}
mark{background:var(--trace-soft);color:var(--trace-ink);text-decoration:underline 2px;text-underline-offset:3px}
.fixes{margin-top:8px}
section>dl{margin-top:8px}
section>dl dd{margin:0 0 8px;max-width:75ch}
.names{columns:3;column-gap:24px;list-style:none;padding:0;font-size:12px}
footer{margin-top:40px;padding-top:12px;border-top:1px solid var(--line);color:var(--text-2)}
@media (max-width:700px){nav ol,.names{columns:1}.tables{grid-template-columns:minmax(0,1fr)}body{padding:16px}}
@media print{body{max-width:none;padding:0;font-size:10pt}nav{display:none}h2,h3,h4{break-after:avoid}
article{break-inside:auto}.path li,tr{break-inside:avoid}a{color:inherit;text-decoration:none}
mark,.path li::before{print-color-adjust:exact}}
@page{margin:16mm}
`;

export const STYLE = `${THEMES}${PAGE}${FINDINGS}`;

/** SHA-256 of the style, the only one that the page's policy admits; the tests say when it is another. */
export const STYLE_HASH = 'sha256-gcQ4NqTs0FhUcVk/FIO5m/AmUpYOLbRiylj3UIrt5g4=';
