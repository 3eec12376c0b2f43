package io.vmm4j;

import io.vmm4j.error.Problem;
import java.util.regex.Pattern;

/**
 * The name of a VM, at most 63 characters of letters, digits, {@code .}, {@code _} and {@code -}.
 *
 * <p>New VMs get names by {@link #of}, which keeps the rule of the manual pages: a letter first. vmd(8) itself is more
 * lenient and may report {@code 1a}, or from vm.conf(5) even {@code 123}; such names come from {@link #observed}, so that
 * VMs which exist already can be shown and controlled. Two names are equal when their texts are.
 */
public final class VmName implements VmRef, Comparable<VmName> {

    private static final String ARGUMENT = "VM name";
    private static final int MAX_LENGTH = 63;
    private static final long MAX_ID = 0xffff_ffffL;
    private static final Pattern SAFE = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
    private static final Pattern KNOWN_TO_VMD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern STARTS_WITH_LETTER = Pattern.compile("(?s)[A-Za-z].*");
    private static final Pattern DIGITS = Pattern.compile("0*([0-9]{1,10})");

    private final String value;

    private VmName(String value) {
        this.value = value;
    }

    /**
     * A name that is safe everywhere: in vmctl(8), in vm.conf(5) and as the first label of a host name.
     *
     * @throws InvalidValueException if it is not
     */
    public static VmName of(String text) {
        Texts.require(ARGUMENT, text, MAX_LENGTH);
        if (readsAsId(text)) {
            throw refused(ValueError.NAME_READ_AS_ID, text);
        }
        if (!STARTS_WITH_LETTER.matcher(text).matches()) {
            throw refused(ValueError.NAME_FIRST_CHARACTER, text);
        }
        if (!SAFE.matcher(text).matches()) {
            throw refused(ValueError.NAME_CHARACTER, text);
        }
        return new VmName(text);
    }

    /**
     * A name that vmd(8) reports, by the rule that vmd itself keeps.
     *
     * @throws InvalidValueException if vmd could not have registered it
     */
    public static VmName observed(String text) {
        if (!KNOWN_TO_VMD.matcher(text).matches()) {
            throw InvalidValueException.of(ValueError.NAME_UNKNOWN_TO_VMD, ARGUMENT, text);
        }
        return new VmName(text);
    }

    /** The text. */
    public String value() {
        return value;
    }

    /** Whether vmctl(8) takes it for a name: one of digits only, up to 4294967295, it takes for an id. */
    public boolean isAddressable() {
        return !readsAsId(value);
    }

    @Override
    public String operand() {
        if (!isAddressable()) {
            throw InvalidValueException.of(ValueError.NAME_NOT_ADDRESSABLE, ARGUMENT, value);
        }
        return value;
    }

    private static boolean readsAsId(String text) {
        var digits = DIGITS.matcher(text);
        return digits.matches() && Long.parseLong(digits.group(1)) <= MAX_ID;
    }

    private static InvalidValueException refused(ValueError rule, String text) {
        Problem problem = InvalidValueException.problem(rule, ARGUMENT, text);
        return new InvalidValueException(problem.with("suggestion", suggestion(text)));
    }

    private static String suggestion(String text) {
        String name = text.replaceAll("[^A-Za-z0-9._-]", "-");
        if (!STARTS_WITH_LETTER.matcher(name).matches()) {
            name = "vm" + name;
        }
        return name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
    }

    @Override
    public int compareTo(VmName other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VmName name && name.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
