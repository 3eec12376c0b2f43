package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.libc.Ascii;
import io.vmm4j.testkit.internal.libc.Strtonum;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;

/** What may be the name of an interface, of an interface group, and the number of a routing domain. */
public final class InterfaceNames {

    /** The shortest name that is too long. */
    public static final int LIMIT = 16;

    private static final int MAX_RDOMAIN = 255;

    private InterfaceNames() {}

    /** Whether a name is that of a device of this driver: the driver's name and a number. */
    public static boolean isUnitOf(String name, String driver) {
        int digits = 0;
        while (digits < name.length() && !Ascii.isDigit(name.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits == name.length() || digits >= LIMIT - 1) {
            return false;
        }
        try {
            Strtonum.parse(name.substring(digits), 0, 0xffffffffL);
        } catch (Strtonum.Invalid e) {
            return false;
        }
        return name.substring(0, digits).equals(driver);
    }

    static String group(VmConfTokens tokens) throws Abandoned {
        String name = tokens.expectStrings();
        if (name.length() >= LIMIT || (!name.isEmpty() && Ascii.isDigit(name.charAt(name.length() - 1)))) {
            throw tokens.refuse("invalid group name: " + name);
        }
        return name;
    }

    static int rdomain(VmConfTokens tokens) throws Abandoned {
        long number = tokens.expectNumber();
        if (number < 0 || number > MAX_RDOMAIN) {
            throw tokens.refuse("invalid rdomain: " + number);
        }
        return (int) number;
    }
}
