package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.libc.Ascii;
import io.vmm4j.testkit.internal.libc.Strtonum;
import io.vmm4j.testkit.internal.net.Inet4;
import java.util.OptionalInt;

/**
 * The network from which vmd(8) takes the addresses of local interfaces.
 *
 * @param address the network's address
 * @param mask its mask
 */
public record LocalPrefix(int address, int mask) {

    /** 100.64.0.0/10. */
    public static final LocalPrefix DEFAULT = new LocalPrefix(0x64400000, 0xffc00000);

    private static final int DEFAULT_LENGTH = 16;
    private static final int MAX_INTERFACE = 0x7f;

    /** A text is no such network. */
    public static final class Invalid extends Exception {

        private static final long serialVersionUID = 1L;

        Invalid(String reason) {
            super(reason, null, false, false);
        }

        /** What vmd says is wrong. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * The network that a text such as {@code 10.10.0.0/16} names.
     *
     * @throws Invalid if it is none, has host bits, or a mask that is not 1 to 16
     */
    public static LocalPrefix parse(String text) throws Invalid {
        int slash = text.lastIndexOf('/');
        int length = DEFAULT_LENGTH;
        if (slash >= 0) {
            try {
                length = (int) Strtonum.parse(text.substring(slash + 1), 1, DEFAULT_LENGTH);
            } catch (Strtonum.Invalid e) {
                throw new Invalid(e.reason());
            }
        }
        OptionalInt address = network(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            throw new Invalid("invalid format");
        }
        int mask = Inet4.mask(length);
        if ((address.getAsInt() & mask) != address.getAsInt()) {
            throw new Invalid("bad mask");
        }
        return new LocalPrefix(address.getAsInt(), mask);
    }

    /** One to four decimal octets; those not given are 0. */
    private static OptionalInt network(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length > 4) {
            return OptionalInt.empty();
        }
        int address = 0;
        for (int i = 0; i < octets.length; i++) {
            String octet = octets[i];
            if (octet.isEmpty() || octet.length() > 3 || !octet.chars().allMatch(Ascii::isDigit)) {
                return OptionalInt.empty();
            }
            int value = Integer.parseInt(octet);
            if (value > 255) {
                return OptionalInt.empty();
            }
            address |= value << (24 - 8 * i);
        }
        return OptionalInt.of(address);
    }

    /**
     * The address of the host's end of a VM's interface; the guest's is the next one.
     *
     * <p>As in vmd the bits of VM and interface are or-ed into the prefix and only the result is checked, so a VM whose id does not fit
     * can be given another one's address.
     *
     * @return empty if the range is exceeded
     */
    public OptionalInt hostAddress(long vmId, int index) {
        int result = (int) (vmId << 8) | ((index + 1) * 2) | address;
        return (result & mask) == address && index < MAX_INTERFACE ? OptionalInt.of(result) : OptionalInt.empty();
    }
}
