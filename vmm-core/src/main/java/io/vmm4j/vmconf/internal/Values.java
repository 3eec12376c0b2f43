package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.Owner;
import io.vmm4j.vmconf.VmConfEnvironment;
import java.util.Optional;
import java.util.Set;

/** Reads values as vmd(8) does, and refuses what it refuses. */
final class Values {

    private static final int MOST_RDOMAIN = 255;

    /** IF_NAMESIZE, with the NUL. */
    private static final int INTERFACE_NAME = 16;

    private static final Set<String> SWITCH_DEVICES = Set.of("bridge", "veb");

    private final Tokens tokens;
    private final VmConfEnvironment environment;

    Values(Tokens tokens, VmConfEnvironment environment) {
        this.tokens = tokens;
        this.environment = environment;
    }

    Owner owner() {
        if (tokens.at(TokenKind.NUMBER)) {
            return Owner.uid(tokens.number());
        }
        String text = tokens.expect(TokenKind.STRING).text();
        int colon = text.indexOf(':');
        Optional<String> user = nonEmpty(colon < 0 ? text : text.substring(0, colon));
        Optional<String> group = nonEmpty(colon < 0 ? "" : text.substring(colon + 1));
        if (user.isPresent() && !environment.hasUser(user.get())) {
            throw tokens.refuse("failed to get user: " + user.get());
        }
        if (group.isPresent() && !environment.hasGroup(group.get())) {
            throw tokens.refuse("failed to get group: " + group.get());
        }
        return new Owner.Named(user, group);
    }

    private static Optional<String> nonEmpty(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    String group() {
        String name = tokens.string();
        boolean endsInDigit = !name.isEmpty() && Characters.isDigit(name.charAt(name.length() - 1));
        if (endsInDigit || name.length() >= INTERFACE_NAME) {
            throw tokens.refuse("invalid group name: " + name);
        }
        return name;
    }

    int rdomain() {
        long number = tokens.number();
        if (number < 0 || number > MOST_RDOMAIN) {
            throw tokens.refuse("invalid rdomain: " + number);
        }
        return (int) number;
    }

    String switchInterface() {
        String name = tokens.string();
        if (!SWITCH_DEVICES.contains(deviceType(name))) {
            throw tokens.refuse("invalid switch interface: " + name);
        }
        if (name.length() >= INTERFACE_NAME) {
            throw tokens.refuse("switch interface too long: " + name);
        }
        return name;
    }

    void requireTap(String name) {
        if (!name.equals("tap") && !deviceType(name).equals("tap")) {
            throw tokens.refuse("invalid interface: " + name);
        }
        if (name.length() >= INTERFACE_NAME) {
            throw tokens.refuse("interface name too long: " + name);
        }
    }

    /** {@code veb} of {@code veb0}; empty text for what is no name of a device. */
    static String deviceType(String name) {
        int unit = 0;
        while (unit < name.length() && !Characters.isDigit(name.charAt(unit))) {
            unit++;
        }
        boolean named = unit > 0 && unit < name.length() && unit < INTERFACE_NAME - 1;
        return named && Numbers.problem(name.substring(unit), 0, 0xffff_ffffL).isEmpty() ? name.substring(0, unit) : "";
    }
}
