package io.vmm4j.pf;

import io.vmm4j.InvalidValueException;

/**
 * A port, or a range of them with both ends.
 *
 * @param first 1 to 65535
 * @param last not below the first
 */
public record PfPorts(int first, int last) {

    private static final int HIGHEST = 65535;

    public PfPorts {
        if (first < 1 || last > HIGHEST || first > last) {
            throw InvalidValueException.of(
                    PfError.PORT_RANGE, "port", first == last ? Integer.toString(first) : first + ":" + last);
        }
    }

    /**
     * One port.
     *
     * @throws InvalidValueException if it is not 1 to 65535
     */
    public static PfPorts of(int port) {
        return new PfPorts(port, port);
    }

    @Override
    public String toString() {
        return first == last ? "= " + first : first + ":" + last;
    }
}
