package io.vmm4j.pf;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts a {@link PfRule} together, in the order of pf.conf(5). Not thread safe. */
public final class PfRuleBuilder {

    private final PfAction action;
    private PfDirection direction = PfDirection.ANY;
    private boolean quick;
    private Optional<String> on = Optional.empty();
    private boolean inet;
    private Optional<PfProtocol> protocol = Optional.empty();
    private PfHost from = PfHost.any();
    private PfHost to = PfHost.any();
    private Optional<PfPorts> port = Optional.empty();
    private Optional<String> receivedOn = Optional.empty();
    private boolean stateless;
    private Optional<PfTranslation> translation = Optional.empty();

    PfRuleBuilder(PfAction action) {
        this.action = action;
    }

    /** For packets that come in. */
    public PfRuleBuilder in() {
        direction = PfDirection.IN;
        return this;
    }

    /** For packets that go out. */
    public PfRuleBuilder out() {
        direction = PfDirection.OUT;
        return this;
    }

    /** No later rule is asked. */
    public PfRuleBuilder quick() {
        quick = true;
        return this;
    }

    /**
     * Through this interface, or one of this group.
     *
     * @throws InvalidValueException if nothing can be called so
     */
    public PfRuleBuilder on(String interfaceName) {
        on = Optional.of(PfHost.requireInterface(interfaceName));
        return this;
    }

    /**
     * Through any interface but this, or those of this group.
     *
     * @throws InvalidValueException if nothing can be called so
     */
    public PfRuleBuilder notOn(String interfaceName) {
        on = Optional.of("! " + PfHost.requireInterface(interfaceName));
        return this;
    }

    /** Only IPv4; a rule with an IPv4 address is so by itself. */
    public PfRuleBuilder inet() {
        inet = true;
        return this;
    }

    /** Of this protocol. */
    public PfRuleBuilder proto(PfProtocol which) {
        protocol = Optional.of(which);
        return this;
    }

    /** From there. */
    public PfRuleBuilder from(PfHost host) {
        from = host;
        return this;
    }

    /** To there. */
    public PfRuleBuilder to(PfHost host) {
        to = host;
        return this;
    }

    /** To this port. */
    public PfRuleBuilder port(PfPorts ports) {
        port = Optional.of(ports);
        return this;
    }

    /**
     * That the host had received through this interface, or one of this group.
     *
     * @throws InvalidValueException if nothing can be called so
     */
    public PfRuleBuilder receivedOn(String interfaceName) {
        receivedOn = Optional.of(PfHost.requireInterface(interfaceName));
        return this;
    }

    /** No state is kept, so each packet is judged by itself. */
    public PfRuleBuilder stateless() {
        stateless = true;
        return this;
    }

    /** The source becomes this address. */
    public PfRuleBuilder natTo(PfHost address) {
        translation = Optional.of(new PfTranslation.NatTo(address, PfTranslation.SourcePorts.CHOSEN));
        return this;
    }

    /** The source becomes this address, and keeps its port. */
    public PfRuleBuilder natToWithStaticPort(PfHost address) {
        translation = Optional.of(new PfTranslation.NatTo(address, PfTranslation.SourcePorts.KEPT));
        return this;
    }

    /** The destination becomes this address. */
    public PfRuleBuilder rdrTo(Ipv4Address address) {
        translation = Optional.of(new PfTranslation.RdrTo(address, OptionalInt.empty()));
        return this;
    }

    /**
     * The destination becomes this address and port.
     *
     * @throws InvalidValueException if the port is not 1 to 65535
     */
    public PfRuleBuilder rdrTo(Ipv4Address address, int toPort) {
        translation = Optional.of(new PfTranslation.RdrTo(address, OptionalInt.of(toPort)));
        return this;
    }

    /**
     * The rule.
     *
     * @throws InvalidValueException if pfctl(8) would refuse it: a port without a protocol that has ports, or a translation
     *     without a direction or without state
     */
    public PfRule build() {
        boolean ports = protocol.isPresent() && protocol.get() != PfProtocol.ICMP;
        if (port.isPresent() && !ports) {
            throw InvalidValueException.of(
                    PfError.PORT_WITHOUT_PROTOCOL, "port", port.get().toString());
        }
        if (translation.isPresent() && (direction == PfDirection.ANY || stateless)) {
            throw InvalidValueException.of(
                    PfError.TRANSLATION_WITHOUT_DIRECTION,
                    "translation",
                    translation.get().toString());
        }
        if (translation.isPresent() && action != PfAction.PASS && action != PfAction.MATCH) {
            throw InvalidValueException.of(
                    PfError.TRANSLATION_OF_BLOCKED,
                    "translation",
                    translation.get().toString());
        }
        boolean addressed = from.isInet() || to.isInet() || translatesToInet();
        return new PfRule(
                action,
                direction,
                quick,
                on,
                inet || addressed,
                protocol,
                from,
                to,
                port,
                receivedOn,
                stateless,
                translation);
    }

    private boolean translatesToInet() {
        return translation.isPresent()
                && (translation.get() instanceof PfTranslation.RdrTo
                        || (translation.get() instanceof PfTranslation.NatTo nat
                                && nat.address().isInet()));
    }
}
