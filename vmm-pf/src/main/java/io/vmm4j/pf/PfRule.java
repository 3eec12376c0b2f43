package io.vmm4j.pf;

import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * One rule of pf.conf(5). Immutable.
 *
 * <p>{@link #toString()} is the rule in the form in which pfctl(8) prints it: numbers for names, {@code flags S/SA} where that is
 * the default, one rule for each item of a list. So what is written can be compared with what is loaded.
 *
 * @param action what becomes of a packet
 * @param direction which way it goes
 * @param quick whether no later rule is asked
 * @param on the interface or group it goes through, with {@code ! } before for all others; empty for any
 * @param inet whether it is only about IPv4
 * @param protocol the protocol; empty for any
 * @param from where it comes from
 * @param to where it goes to
 * @param port the destination port; empty for any
 * @param receivedOn the interface or group through which the host had received it; empty for any
 * @param stateless whether no state of its connection is kept
 * @param translation how its addresses change
 */
public record PfRule(
        PfAction action,
        PfDirection direction,
        boolean quick,
        Optional<String> on,
        boolean inet,
        Optional<PfProtocol> protocol,
        PfHost from,
        PfHost to,
        Optional<PfPorts> port,
        Optional<String> receivedOn,
        boolean stateless,
        Optional<PfTranslation> translation) {

    public PfRule {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(port, "port");
        Objects.requireNonNull(receivedOn, "receivedOn");
        Objects.requireNonNull(translation, "translation");
    }

    /** A rule that lets packets through and is still to be told which. */
    public static PfRuleBuilder pass() {
        return new PfRuleBuilder(PfAction.PASS);
    }

    /** A rule that decides nothing. */
    public static PfRuleBuilder match() {
        return new PfRuleBuilder(PfAction.MATCH);
    }

    /** A rule that drops packets. */
    public static PfRuleBuilder block() {
        return new PfRuleBuilder(PfAction.BLOCK_DROP);
    }

    /** A rule that refuses packets. */
    public static PfRuleBuilder blockReturn() {
        return new PfRuleBuilder(PfAction.BLOCK_RETURN);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(" ").add(action.toString());
        if (direction != PfDirection.ANY) {
            text.add(direction.toString());
        }
        if (quick) {
            text.add("quick");
        }
        on.ifPresent(name -> text.add("on " + name));
        if (inet) {
            text.add("inet");
        }
        protocol.ifPresent(name -> text.add("proto " + name));
        if (from.isAny() && to.isAny() && port.isEmpty()) {
            text.add("all");
        } else {
            text.add("from " + from).add("to " + to);
            port.ifPresent(ports -> text.add("port " + ports));
        }
        receivedOn.ifPresent(name -> text.add("received-on " + name));
        boolean tcp = protocol.isEmpty() || protocol.get() == PfProtocol.TCP;
        if (action == PfAction.PASS && !stateless && tcp) {
            text.add("flags S/SA");
        }
        if (stateless) {
            text.add("no state");
        }
        translation.ifPresent(how -> text.add(how.toString()));
        return text.toString();
    }
}
