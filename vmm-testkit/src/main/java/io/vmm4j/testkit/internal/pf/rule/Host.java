package io.vmm4j.testkit.internal.pf.rule;

import java.util.Set;

/** Which addresses a rule means. */
public sealed interface Host {

    /** The family that the addresses have for sure. */
    default Family family() {
        return Family.ANY;
    }

    /** Every address. */
    record Any() implements Host {

        @Override
        public String toString() {
            return "any";
        }
    }

    /** An address or a network. */
    record Network(Prefix prefix) implements Host {

        @Override
        public Family family() {
            return prefix.address().family();
        }

        @Override
        public String toString() {
            boolean everything = prefix.length() == 0
                    && prefix.address().high() == 0
                    && prefix.address().low() == 0;
            return everything ? "any" : prefix.toString();
        }
    }

    /** All addresses from one to another. */
    record Range(IpAddress first, IpAddress last) implements Host {

        @Override
        public Family family() {
            return first.family();
        }

        @Override
        public String toString() {
            return first + " - " + last;
        }
    }

    /** The addresses of a table. */
    record Table(String name) implements Host {

        @Override
        public String toString() {
            return "<" + name + ">";
        }
    }

    /** An address to which there is no route. */
    record NoRoute() implements Host {

        @Override
        public String toString() {
            return "no-route";
        }
    }

    /**
     * The addresses that an interface, or a group of them, has at the moment: {@code (egress:0)}.
     *
     * @param name the interface or group
     * @param modifiers what of it
     * @param length the mask that was given, 128 for none
     */
    record Dynamic(String name, Set<Modifier> modifiers, int length) implements Host {

        /** Whether it may stand for several addresses. */
        public boolean isMultiple() {
            char last = name.charAt(name.length() - 1);
            return !modifiers.contains(Modifier.NO_ALIAS) || last < '0' || last > '9';
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("(").append(name);
            for (Modifier modifier : Modifier.values()) {
                if (modifiers.contains(modifier)) {
                    text.append(':').append(modifier.word());
                }
            }
            return text.append(')')
                    .append(length < 128 && length != 32 ? "/" + length : "")
                    .toString();
        }
    }

    /** What of an interface is meant. */
    enum Modifier {
        NETWORK("network"),
        BROADCAST("broadcast"),
        PEER("peer"),
        NO_ALIAS("0");

        private final String word;

        Modifier(String word) {
            this.word = word;
        }

        /** How it is written. */
        public String word() {
            return word;
        }
    }
}
