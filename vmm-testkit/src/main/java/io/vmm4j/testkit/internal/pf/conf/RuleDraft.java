package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.Action;
import io.vmm4j.testkit.internal.pf.rule.Direction;
import io.vmm4j.testkit.internal.pf.rule.Effects.Endpoint;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.InterfaceMatch;
import io.vmm4j.testkit.internal.pf.rule.NumberMatch;
import io.vmm4j.testkit.internal.pf.rule.StateKeeping;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A line while it is read: what it says, with its lists not yet expanded. */
final class RuleDraft {

    Action action = new Action.Pass();
    Direction direction = Direction.ANY;
    boolean quick;
    String log = "";
    final List<InterfaceMatch> interfaces = new ArrayList<>();
    Family family = Family.ANY;
    final List<Integer> protocols = new ArrayList<>();
    List<HostItem> from = List.of();
    List<NumberMatch> fromPorts = List.of();
    List<HostItem> to = List.of();
    List<NumberMatch> toPorts = List.of();
    InterfaceMatch receivedOn = new InterfaceMatch.Every();
    final List<NumberMatch> users = new ArrayList<>();
    final List<NumberMatch> groups = new ArrayList<>();
    Optional<TcpFlags> flags = Optional.empty();
    List<IcmpItem> icmp = List.of();
    Optional<StateKeeping> state = Optional.empty();
    boolean fragment;
    boolean allowOpts;
    String label = "";
    String tag = "";
    String tagged = "";
    String queue = "";
    String setPrio = "";
    String setTos = "";
    String setDelay = "";
    String scrub = "";
    OptionalInt rtable = OptionalInt.empty();
    Optional<Endpoint> divertTo = Optional.empty();
    Optional<PoolDraft> nat = Optional.empty();
    Optional<PoolDraft> rdr = Optional.empty();

    /**
     * An ICMP message and the protocol that it belongs to.
     *
     * @param code empty for all
     */
    record IcmpItem(int protocol, int type, OptionalInt code) {}

    /** What {@code set (...)} prints. */
    String settings() {
        List<String> parts =
                new ArrayList<>(List.of(setPrio, queue.isEmpty() ? "" : "queue" + queue, setTos, setDelay));
        parts.removeIf(String::isEmpty);
        return String.join(", ", parts);
    }
}
