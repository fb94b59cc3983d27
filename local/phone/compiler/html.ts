import type { App } from './model';

/** The page that holds the phone. Its scripts and sheets lie beside it. */
export function pageHtml(app: App): string {
  const window = (app.json.window ?? {}) as { navigationBarTitleText?: string };
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escaped(window.navigationBarTitleText ?? '')}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/phone/fonts.css">
<link rel="stylesheet" href="/phone/phone.css">
</head>
<body>
<div id="phone"></div>
<script src="/phone/phone.js"></script>
</body>
</html>
`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
