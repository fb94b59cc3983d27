import type { Builtin } from './base';
import { Button } from './button';
import { Canvas } from './canvas';
import { Checkbox, CheckboxGroup, Radio, RadioGroup, Switch } from './choice';
import { Form, Label } from './form';
import { Image } from './image';
import { Input } from './input';
import { Icon, Progress } from './marks';
import { Absent, Video } from './media';
import { MovableArea, MovableView } from './movable';
import { nameBuiltin } from './names';
import { Navigator } from './navigator';
import { NavigationBar, PageMeta } from './page-meta';
import { Picker } from './picker';
import { PickerView, PickerViewColumn } from './picker-view';
import { RichText } from './rich-text';
import { RootPortal } from './root-portal';
import { ScrollView } from './scroll-view';
import { Slider } from './slider';
import { Swiper, SwiperItem } from './swiper';
import { Textarea } from './textarea';
import { CoverView, MatchMedia, Placeholder, Span, Text, View } from './view';

type BuiltinClass = (new () => Builtin) & Pick<typeof Builtin, 'attributes' | 'ignored'>;

const BUILTINS: Readonly<Record<string, BuiltinClass>> = {
  button: Button,
  canvas: Canvas,
  checkbox: Checkbox,
  'checkbox-group': CheckboxGroup,
  'cover-image': class CoverImage extends Image {},
  'cover-view': CoverView,
  form: Form,
  icon: Icon,
  image: Image,
  input: Input,
  label: Label,
  'match-media': MatchMedia,
  'movable-area': MovableArea,
  'movable-view': MovableView,
  'navigation-bar': NavigationBar,
  navigator: Navigator,
  'open-data': Placeholder,
  'page-meta': PageMeta,
  picker: Picker,
  'picker-view': PickerView,
  'picker-view-column': PickerViewColumn,
  progress: Progress,
  radio: Radio,
  'radio-group': RadioGroup,
  'rich-text': RichText,
  'root-portal': RootPortal,
  'scroll-view': ScrollView,
  slider: Slider,
  span: Span,
  swiper: Swiper,
  'swiper-item': SwiperItem,
  switch: Switch,
  text: Text,
  textarea: Textarea,
  video: Video,
  view: View,
};

const ABSENT = [
  'ad',
  'audio',
  'camera',
  'live-player',
  'live-pusher',
  'map',
  'official-account',
  'page-container',
  'share-element',
  'web-view',
] as const;

/** Makes the built-ins known to the browser; once, before the first page. */
export function defineBuiltins(): void {
  for (const [tag, made] of Object.entries(BUILTINS)) {
    nameBuiltin(tag);
    customElements.define(`wx-${tag}`, made);
  }
  for (const tag of ABSENT) {
    nameBuiltin(tag);
    customElements.define(`wx-${tag}`, class extends Absent {});
  }
}

/** Whether WXML may use the tag, or the tag's attribute, here. */
export function hasBuiltin(tag: string, attribute?: string): boolean {
  const found = BUILTINS[tag];
  if (!found || attribute === undefined) return found !== undefined;
  const dashed = attribute.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);
  return found.attributes.includes(dashed) || found.ignored.includes(dashed);
}
