package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Strtonum;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * The address that the words of ifconfig(8) add up to. The first word that is nothing else is the address, the second the
 * destination, not the mask: without {@code netmask} or a prefix length the mask is that of the address's class.
 */
final class IfconfigAddress {

    private final SimProcess process;
    private OptionalInt address = OptionalInt.empty();
    private OptionalInt mask = OptionalInt.empty();
    private int destination;
    private int words;
    private Mode mode = Mode.REPLACE;

    IfconfigAddress(SimProcess process) {
        this.process = process;
    }

    /** What becomes of the addresses that are there. */
    private enum Mode {
        REPLACE,
        ALIAS,
        DELETE
    }

    /** A change of one interface. */
    @FunctionalInterface
    interface DeviceChange {
        void make(Interfaces interfaces, NetInterface device) throws SystemError;
    }

    /** Makes such a change. */
    @FunctionalInterface
    interface Kernel {
        void change(DeviceChange change) throws SystemError;
    }

    void alias() {
        mode = Mode.ALIAS;
    }

    void delete() {
        mode = Mode.DELETE;
    }

    void take(String word) throws IOException {
        words++;
        if (words > 2) {
            throw badValue(word);
        }
        if (words == 2) {
            destination = parse(word);
            return;
        }
        int slash = word.indexOf('/');
        if (slash >= 0) {
            prefix(word.substring(slash + 1));
        }
        address = OptionalInt.of(parse(slash < 0 ? word : word.substring(0, slash)));
    }

    void mask(String word) throws IOException {
        if (word.startsWith("0x")) {
            try {
                mask = OptionalInt.of(Integer.parseUnsignedInt(word.substring(2), 16));
                return;
            } catch (NumberFormatException e) {
                throw badValue(word);
            }
        }
        mask = OptionalInt.of(parse(word));
    }

    void prefix(String word) throws IOException {
        try {
            mask = OptionalInt.of(Inet4.mask((int) Strtonum.parse(word, 0, 32)));
        } catch (Strtonum.Invalid e) {
            throw badValue(word);
        }
    }

    /** The broadcast address follows from address and mask; one that is given is only checked. */
    void broadcast(String word) throws IOException {
        parse(word);
    }

    private int parse(String word) throws IOException {
        OptionalInt parsed = Inet4.parse(word);
        if (parsed.isEmpty()) {
            throw badValue(word);
        }
        return parsed.getAsInt();
    }

    private Exited badValue(String word) throws IOException {
        process.warn(word + ": bad value");
        return new Exited(1);
    }

    void apply(Kernel kernel) throws IOException {
        if (mode == Mode.DELETE) {
            call("SIOCDIFADDR", () -> kernel.change((interfaces, device) -> remove(device)));
        } else if (address.isPresent()) {
            call("SIOCAIFADDR", () -> kernel.change(this::add));
        }
    }

    private void remove(NetInterface device) throws SystemError {
        boolean removed = address.isPresent()
                ? device.addresses().removeIf(each -> each.address() == address.getAsInt())
                : !device.addresses().isEmpty() && device.addresses().remove(0) != null;
        if (!removed) {
            throw Errno.EADDRNOTAVAIL.asError();
        }
    }

    private void add(Interfaces interfaces, NetInterface device) throws SystemError {
        int value = address.orElseThrow();
        int netmask = mask.orElse(IfAddress.classMask(value));
        if (mode == Mode.REPLACE && !device.addresses().isEmpty()) {
            device.addresses().remove(0);
        }
        interfaces.addAddress(device, new IfAddress(value, netmask, destination));
    }

    private void call(String what, IfconfigCommands.Change change) throws IOException {
        try {
            change.make();
        } catch (SystemError e) {
            process.warn(what, e);
            throw new Exited(1);
        }
    }
}
