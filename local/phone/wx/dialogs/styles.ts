/** Looks of the phone's own windows. Sizes follow the system's text size, colours its theme. */
export const DIALOG_CSS = `
.wxd { --wxd-bg:#fff; --wxd-page:#f4f3f0; --wxd-ink:#1d1b18; --wxd-ink-2:#5d5a55; --wxd-line:#e3e0da;
  --wxd-link:#3d5a8a; --wxd-main:#07733f; --wxd-fs:calc(17px * var(--wxd-text, 1));
  position:absolute; inset:0; pointer-events:none; overflow:hidden; color:var(--wxd-ink); font-size:var(--wxd-fs);
  line-height:1.45; font-family:'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',system-ui,sans-serif }
.wxd-dark { --wxd-bg:#2b2a28; --wxd-page:#1d1c1a; --wxd-ink:#f1ede6; --wxd-ink-2:#b9b3a8; --wxd-line:#413e39;
  --wxd-link:#a9c0ea; --wxd-main:#6fd39f }
.wxd *, .wxd { box-sizing:border-box }
.wxd-mask { position:absolute; inset:0; pointer-events:auto; background:rgba(0,0,0,.5); display:flex;
  animation:wxd-in .16s ease-out }
.wxd-mask-middle { align-items:center; justify-content:center; padding:24px }
.wxd-mask-bottom { align-items:flex-end }
.wxd-box { background:var(--wxd-bg); outline:none; overflow:auto; max-height:100% }
.wxd-middle { width:min(320px,100%); border-radius:14px; padding-top:24px }
.wxd-bottom { width:100%; border-radius:14px 14px 0 0; background:var(--wxd-page); padding-bottom:env(safe-area-inset-bottom) }
.wxd-full { width:100%; height:100%; background:#000; color:#fff }
.wxd-title { margin:0 24px 12px; font-size:1em; font-weight:600; text-align:center; overflow-wrap:anywhere }
.wxd-text { margin:0 24px 4px; color:var(--wxd-ink-2); text-align:center; white-space:pre-line; overflow-wrap:anywhere }
.wxd-note { margin:0; padding:14px 20px; color:var(--wxd-ink-2); font-size:.82em; text-align:center;
  background:var(--wxd-bg); border-bottom:1px solid var(--wxd-line) }
.wxd-field { display:block; width:calc(100% - 48px); margin:0 24px; padding:10px 12px; font:inherit; color:inherit;
  background:var(--wxd-page); border:1px solid var(--wxd-line); border-radius:8px }
.wxd-row { display:flex; margin-top:24px; border-top:1px solid var(--wxd-line) }
.wxd-button { appearance:none; border:0; margin:0; background:none; font:inherit; color:inherit; cursor:pointer; min-height:max(56px,2.7em);
  padding:8px; overflow-wrap:anywhere }
.wxd-button:focus-visible, .wxd-field:focus-visible { outline:3px solid var(--wxd-link); outline-offset:-3px }
.wxd-row .wxd-button { flex:1; font-weight:600 }
.wxd-row .wxd-button + .wxd-button { border-left:1px solid var(--wxd-line) }
.wxd-main { color:var(--wxd-main) }
.wxd-items { display:flex; flex-direction:column; background:var(--wxd-bg) }
.wxd-item { width:100%; background:var(--wxd-bg) }
.wxd-items .wxd-item + .wxd-item { border-top:1px solid var(--wxd-line) }
.wxd-cancel { margin-top:8px }
.wxd-toast-region { position:absolute; inset:0; display:flex; align-items:center; justify-content:center; z-index:2 }
.wxd-blocking { pointer-events:auto }
.wxd-toast { min-width:8em; max-width:80%; padding:20px 18px; border-radius:12px; background:#3a3936; color:#fff; text-align:center }
.wxd-toast p { margin:0; overflow-wrap:anywhere; white-space:pre-line }
.wxd-toast-plain { padding:12px 18px }
.wxd-toast-image { width:48px; height:48px; object-fit:contain }
.wxd-mark { display:block; font-size:2.2em; line-height:1.2 }
.wxd-mark-loading { width:36px; height:36px; margin:4px auto 12px; border:4px solid rgba(255,255,255,.3);
  border-top-color:#fff; border-radius:50%; animation:wxd-turn 1s linear infinite }
.wxd-sheet { padding:20px 20px 24px; background:var(--wxd-bg) }
.wxd-sheet h2 { margin:0 0 4px; font-size:1.06em; line-height:1.4 }
.wxd-sheet p { margin:0 0 14px; color:var(--wxd-ink-2); font-size:.88em }
.wxd-check { display:flex; gap:12px; align-items:flex-start; min-height:48px; padding:12px 0; border-top:1px solid var(--wxd-line) }
.wxd-check input { flex:none; width:1.3em; height:1.3em; margin:.08em 0 0; accent-color:#07733f }
.wxd-check small { display:block; color:var(--wxd-ink-2); font-size:.82em }
.wxd .wxd-link { min-height:44px; padding:8px 0; color:var(--wxd-link); text-decoration:underline; text-underline-offset:4px }
.wxd-pair { display:flex; flex-wrap:wrap; gap:12px; margin-top:16px }
.wxd-pair .wxd-button { flex:1 1 8em; border-radius:10px; background:var(--wxd-page); font-weight:600; min-height:52px }
.wxd-dark .wxd-pair .wxd-button { background:#3a3835 }
.wxd .wxd-pair .wxd-fill { background:#07733f; color:#fff }
.wxd-picture { display:block; width:100%; height:100%; object-fit:contain }
.wxd-viewer { position:relative; width:100%; height:100% }
.wxd-viewer-bar { position:absolute; left:0; right:0; bottom:0; display:flex; justify-content:space-between; align-items:center;
  padding:8px 12px; background:rgba(0,0,0,.55); color:#fff }
.wxd-viewer-bar .wxd-button { min-width:56px }
@keyframes wxd-in { from { opacity:0 } }
@keyframes wxd-turn { to { transform:rotate(360deg) } }
@media (prefers-reduced-motion: reduce) { .wxd-mask { animation:none } .wxd-mark-loading { animation-duration:3s } }
`;
