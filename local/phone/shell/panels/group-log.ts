/** What lies in a WeChat group. Kept in this browser: WeChat, not our server, keeps it in the real world. */
export type Post = {
  /** The sender's name. */
  readonly by: string;
  /** Epoch milliseconds of this machine; 0 for what was always there. */
  readonly at: number;
} & (
  | {
      readonly kind: 'card';
      readonly title: string;
      readonly path: string;
      readonly image?: string;
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly url: string }
  | { readonly kind: 'file'; readonly name: string; readonly url: string }
);

export interface GroupLog {
  /** Oldest first. */
  of(opengid: string): readonly Post[];
  add(opengid: string, post: Post): void;
  clear(): void;
}

const KEY = 'yuanba.groups';
const KEPT = 40;

export function createGroupLog(): GroupLog {
  let posts = read();
  const keep = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify(lasting(posts)));
    } catch {
      // Pictures can be too big to keep; the group is then forgotten with the page.
    }
  };
  return {
    of: (opengid) => posts[opengid] ?? [],
    add(opengid, post) {
      posts = { ...posts, [opengid]: [...(posts[opengid] ?? []), post].slice(-KEPT) };
      keep();
    },
    clear() {
      posts = {};
      keep();
    },
  };
}

type Log = Readonly<Record<string, readonly Post[]>>;

/** A blob's address dies with the page that made it. */
function lasting(posts: Log): Log {
  const kept = (post: Post) =>
    post.kind === 'card' || post.kind === 'text' || post.url.startsWith('data:');
  return Object.fromEntries(Object.entries(posts).map(([id, list]) => [id, list.filter(kept)]));
}

function read(): Log {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Log;
  } catch {
    return {};
  }
}
