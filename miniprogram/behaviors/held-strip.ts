/** The ten seconds in which a tap can be taken back; leaving the page ends them, and what was tapped is sent. */
export const heldStrip = Behavior({
  data: {
    /** What `undo-strip` says; empty when there is nothing to undo. */
    strip: '',
    stripToken: '',
  },
  lifetimes: {
    detached() {
      void this.release();
    },
  },
  pageLifetimes: {
    hide() {
      void this.release();
    },
  },
  methods: {
    /** The page's own: sends what is held. */
    async release() {},
  },
});
