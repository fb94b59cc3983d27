/** Built-in components of WeChat. The runtime implements them; WXSS may name them as tags. */
export const BUILTIN_TAGS: ReadonlySet<string> = new Set(
  `ad audio button camera canvas checkbox checkbox-group cover-image cover-view form icon image input
  keyboard-accessory label live-player live-pusher map match-media movable-area movable-view navigation-bar
  navigator official-account open-data page-container page-meta picker picker-view picker-view-column
  progress radio radio-group rich-text root-portal scroll-view share-element slider snapshot span
  sticky-header sticky-section swiper swiper-item switch text textarea video view web-view
  grid-view list-view list-builder nested-scroll-header nested-scroll-body double-tap-gesture-handler
  draggable-sheet page`.split(/\s+/),
);
