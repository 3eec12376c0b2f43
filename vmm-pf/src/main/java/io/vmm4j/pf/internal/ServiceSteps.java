package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import java.util.List;

/** dhcpd(8) and unbound(8). */
final class ServiceSteps {

    private final Draft draft;

    ServiceSteps(Draft draft) {
        this.draft = draft;
    }

    private boolean changedFlags(String service) {
        RcConfLocal conf = new RcConfLocal(service);
        String from = draft.facts().files().text(Paths.RC_CONF_LOCAL).orElse("");
        String to = draft.wanted(Paths.RC_CONF_LOCAL).orElse("");
        return !conf.own(from).equals(conf.own(to));
    }

    private static HostPath conf(String service) {
        return service.equals(NetworkFacts.DHCPD) ? Paths.DHCPD_CONF : Paths.UNBOUND_CONF;
    }

    private static List<HostPath> files(String service) {
        return List.of(conf(service), Paths.RC_CONF_LOCAL);
    }

    private boolean touched(String service) {
        return draft.changes(conf(service)) || changedFlags(service);
    }

    private boolean needed(String service) {
        return service.equals(NetworkFacts.DHCPD) ? Layout.usesDhcpd(draft.all()) : Layout.usesUnbound(draft.all());
    }

    private boolean ranBefore(String service, NetworkRecord record) {
        return service.equals(NetworkFacts.DHCPD)
                ? record.former().dhcpd()
                : record.former().unbound();
    }

    private boolean endsWith(String service) {
        return !needed(service)
                && touched(service)
                && draft.before().filter(record -> !ranBefore(service, record)).isPresent();
    }

    private static List<String> bothServices() {
        return List.of(NetworkFacts.DHCPD, NetworkFacts.UNBOUND);
    }

    /** Stops what nobody needs any more. */
    void stop() {
        for (String service : bothServices()) {
            if (draft.facts().runs(service) && endsWith(service)) {
                draft.add(Commands.stop(service));
            }
        }
    }

    /** dhcpd.conf(5), unbound.conf(5), and rc.conf.local(8), in place once the plan is confirmed: until then boot finds the old ones. */
    void files() {
        boolean there = draft.after().isPresent();
        draft.add(draft.file(
                        there ? "serve the network by dhcpd(8)" : "no longer serve the network by dhcpd(8)",
                        Paths.DHCPD_CONF,
                        Draft.MODE,
                        "dhcpd",
                        "-n",
                        "-c")
                .map(Draft::onceConfirmed));
        draft.add(draft.file(
                        there ? "answer the network by unbound(8)" : "no longer answer the network by unbound(8)",
                        Paths.UNBOUND_CONF,
                        Draft.MODE,
                        "unbound-checkconf")
                .map(Draft::onceConfirmed));
        draft.add(draft.file(
                        there ? "enable the services for it" : "no longer enable the services for it",
                        Paths.RC_CONF_LOCAL,
                        Draft.MODE)
                .map(Draft::onceConfirmed));
        if (Layout.usesDhcpd(draft.all())
                && draft.facts().files().text(Paths.LEASES).isEmpty()) {
            draft.add(Commands.makeLeases());
        }
    }

    /** Starts what is needed, and starts anew what has other files. */
    void start() {
        for (String service : bothServices()) {
            if (draft.facts().runs(service) && touched(service) && !endsWith(service)) {
                draft.add(Commands.restart(service, files(service)));
                draft.note(service + "(8) is restarted, for whomever else it serves too.");
            } else if (!draft.facts().runs(service) && needed(service)) {
                draft.add(Commands.start(service, files(service)));
            }
        }
    }
}
