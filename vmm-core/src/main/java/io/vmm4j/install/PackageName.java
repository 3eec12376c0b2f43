package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import java.util.regex.Pattern;

/**
 * The name of a package to install in a guest, by the name it has there: {@code curl}, on OpenBSD also
 * {@code vim--no_x11} and {@code python%3.12}. Whether it exists shows only at the installation.
 *
 * @param value the name
 */
public record PackageName(String value) {

    private static final String ARGUMENT = "package";
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._%-]{0,127}");

    public PackageName {
        if (!SYNTAX.matcher(value).matches()) {
            throw InvalidValueException.of(SetupError.PACKAGE_SYNTAX, ARGUMENT, value);
        }
    }

    /**
     * The package of this name.
     *
     * @throws InvalidValueException if none can have it
     */
    public static PackageName of(String text) {
        return new PackageName(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
