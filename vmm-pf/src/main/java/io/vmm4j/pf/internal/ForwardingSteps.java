package io.vmm4j.pf.internal;

/** Whether the host routes packets: sysctl.conf(5), and sysctl(8) now. */
final class ForwardingSteps {

    private final Draft draft;

    ForwardingSteps(Draft draft) {
        this.draft = draft;
    }

    /** Has packets routed as long as any network needs it. */
    void follow() {
        String summary =
                draft.after().isPresent() ? "route packets from boot on" : "no longer route packets from boot on";
        draft.add(draft.file(summary, Paths.SYSCTL_CONF, Draft.MODE).map(Draft::onceConfirmed));
        boolean needed = draft.all().stream().anyMatch(record -> Layout.routes(record.spec()));
        if (needed && !draft.facts().forwarding()) {
            draft.add(Commands.forwarding(true));
        }
        boolean ours = draft.before()
                .filter(record ->
                        Layout.routes(record.spec()) && !record.former().forwarding())
                .isPresent();
        boolean wished = draft.wanted(Paths.SYSCTL_CONF)
                .filter(text -> text.contains("net.inet.ip.forwarding=1"))
                .isPresent();
        if (!needed && ours && !wished && draft.facts().forwarding()) {
            draft.add(Commands.forwarding(false));
        }
    }
}
