import type { GeneralBehavior, GeneralComponent } from 'glass-easel';
import type { Space } from './space';

type Definition = Record<string, unknown> & {
  behaviors?: unknown[];
  methods?: Record<string, unknown>;
  lifetimes?: Record<string, unknown>;
};

/** `wx://form-field` and its kin: what WeChat's own behaviours add. */
const FORM_FIELD = { properties: { name: { type: String }, value: { type: null } } };
const OWN_BEHAVIORS: Readonly<Record<string, Definition>> = {
  'wx://form-field': FORM_FIELD,
  'wx://form-field-group': {},
  'wx://form-field-button': {},
  'wx://component-export': {},
  'wx://proxy-scroll-view': {},
};

/** Fields of `Page({})` that are the component's, not the page's own. */
const COMPONENT_FIELDS = new Set([
  'data',
  'behaviors',
  'options',
  'observers',
  'lifetimes',
  'relations',
]);

const made = new Map<string, GeneralBehavior>();

/** Whether a component has one of WeChat's own behaviours. */
export function hasOwnBehavior(component: GeneralComponent, name: string): boolean {
  const behavior = made.get(name);
  return behavior !== undefined && component.hasBehavior(behavior);
}

/** Puts `Component`, `Page`, `Behavior` where scripts look for them. */
export function installConstructors(space: Space): void {
  const own = new Map<string, unknown>();
  const behaviors = (list: unknown[] | undefined): unknown[] =>
    (list ?? []).map((one) => (typeof one === 'string' ? ownBehavior(one) : one));

  function ownBehavior(name: string): unknown {
    const definition = OWN_BEHAVIORS[name];
    if (!definition) throw new Error(`not here: behavior ${name}`);
    if (!own.has(name)) {
      const behavior = space.code
        .behavior()
        .definition(definition as never)
        .register();
      own.set(name, behavior);
      made.set(name, (behavior as unknown as { _$: GeneralBehavior })._$);
    }
    return own.get(name);
  }

  const adjusted = (definition: Definition): Definition => ({
    ...definition,
    behaviors: behaviors(definition.behaviors),
  });

  function Component(definition: Definition): void {
    const path = space.currentPath();
    space.register(path, (env) => env.Component(adjusted(definition) as never));
  }

  function Behavior(definition: Definition): unknown {
    return space.code
      .behavior()
      .definition(adjusted(definition) as never)
      .register();
  }

  function Page(definition: Definition): void {
    const path = space.currentPath();
    const { component, fields } = splitPage(definition);
    space.register(path, () => {
      space.code
        .component(path)
        .init(function (this: object) {
          Object.assign(this, structuredCloneOf(fields));
        } as never)
        .definition(adjusted(component) as never)
        .register();
    });
  }

  Object.assign(globalThis, { Component, Behavior, Page });
}

/** Functions of a page are methods; what is neither they nor the component's is kept on the instance. */
function splitPage(definition: Definition): { component: Definition; fields: Definition } {
  const component: Definition = { methods: {} };
  const fields: Definition = {};
  for (const [name, value] of Object.entries(definition)) {
    if (COMPONENT_FIELDS.has(name)) component[name] = value;
    else if (typeof value === 'function') Object.assign(component.methods ?? {}, { [name]: value });
    else fields[name] = value;
  }
  return { component, fields };
}

/** Each instance gets its own plain data; what cannot be copied is shared. */
function structuredCloneOf(fields: Definition): Definition {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      try {
        return [name, structuredClone(value)];
      } catch {
        return [name, value];
      }
    }),
  );
}
