package io.vmm4j;

/**
 * The name of a switch that vm.conf(5) defines: 1 to 63 bytes, no control characters.
 *
 * <p>vmctl(8) does not check that the switch exists: an interface on an unknown one is left unattached without a word.
 *
 * @param value the name
 */
public record SwitchName(String value) {

    private static final String ARGUMENT = "switch name";
    private static final int MAX_BYTES = 63;
    private static final String LOCAL = ".";

    public SwitchName {
        Texts.require(ARGUMENT, value, MAX_BYTES);
        if (value.equals(LOCAL)) {
            throw InvalidValueException.of(ValueError.SWITCH_NAME_MEANS_LOCAL, ARGUMENT, value);
        }
    }

    /**
     * The name of this text.
     *
     * @throws InvalidValueException if no switch can be called so
     */
    public static SwitchName of(String text) {
        return new SwitchName(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
