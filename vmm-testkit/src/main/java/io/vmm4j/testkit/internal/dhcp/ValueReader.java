package io.vmm4j.testkit.internal.dhcp;

import io.vmm4j.testkit.internal.net.Lladdr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the values of dhcpd.conf(5). Each complains and leaves out the rest of its statement if it is none. Names are not looked up. */
final class ValueReader {

    private static final Set<String> MEDIA = Set.of("ethernet", "token-ring", "fddi", "ipsec-tunnel");

    private static final int OCTETS = 4;
    private static final int OCTET_MAX = 255;

    private final Words words;

    ValueReader(Words words) {
        this.words = words;
    }

    /**
     * An option.
     *
     * @param name which
     * @param addresses the addresses in its value
     */
    record Option(String name, List<Integer> addresses) {}

    /** {@code web.example.net} */
    Optional<String> name() {
        StringBuilder name = new StringBuilder();
        while (true) {
            Word word = words.next();
            if (!word.isIdentifier() && word.kind() != Word.Kind.NUMBER) {
                words.reject("expecting an identifier in hostname");
                return Optional.empty();
            }
            name.append(word.text());
            if (!words.peek().is('.')) {
                return Optional.of(name.toString());
            }
            name.append(words.next().text());
        }
    }

    /** Four numbers with dots between them. Of one above 255 the low bits are taken, with a warning that refuses nothing. */
    Optional<Integer> numbers() {
        int value = 0;
        for (int count = 0; count < OCTETS; count++) {
            if (count > 0 && !takeDot()) {
                return Optional.empty();
            }
            Word number = words.next();
            if (number.kind() != Word.Kind.NUMBER) {
                words.reject("expecting numeric value.");
                return Optional.empty();
            }
            value = value << 8 | octet(number.text());
        }
        return Optional.of(value);
    }

    private boolean takeDot() {
        if (words.peek().is('.')) {
            words.next();
            return true;
        }
        if (!words.peek().is('{') && !words.peek().is('}')) {
            words.next();
        }
        words.reject("too few numbers.");
        return false;
    }

    private int octet(String text) {
        int octet = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : OCTET_MAX + 1;
        if (octet > OCTET_MAX) {
            words.warn("value " + text + " exceeds max (" + OCTET_MAX + ") for precision.");
        }
        return octet & OCTET_MAX;
    }

    /** An address; a name is refused, as if nobody could resolve it. */
    Optional<Integer> address() {
        Word first = words.peek();
        if (first.isIdentifier()) {
            Optional<String> name = name();
            name.ifPresent(text -> {
                words.complain(text + ": could not resolve hostname");
                words.skipStatement();
            });
            return Optional.empty();
        }
        if (first.kind() == Word.Kind.NUMBER) {
            return numbers();
        }
        words.next();
        words.reject(first.text() + ": expecting IP address or hostname");
        return Optional.empty();
    }

    /** Addresses with commas between them, to the end of the statement. */
    List<Integer> addresses() {
        List<Integer> addresses = new ArrayList<>();
        while (true) {
            Optional<Integer> address = address();
            if (address.isEmpty()) {
                return List.of();
            }
            addresses.add(address.get());
            if (!words.peek().is(',')) {
                return words.endStatement() ? addresses : List.of();
            }
            words.next();
        }
    }

    /** {@code ethernet fe:e1:bb:01:02:03;} */
    Optional<Lladdr> hardware() {
        String medium = words.next().text().toLowerCase(Locale.ROOT);
        if (!MEDIA.contains(medium)) {
            words.reject("expecting a network hardware type");
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        while (true) {
            Word part = words.next();
            if (part.kind() != Word.Kind.NUMBER && part.kind() != Word.Kind.NUMBER_OR_NAME) {
                words.reject("expecting numeric value.");
                return Optional.empty();
            }
            text.append(part.text());
            if (!words.peek().is(':')) {
                break;
            }
            text.append(words.next().text());
        }
        if (!words.next().is(';')) {
            words.reject("expecting semicolon.");
            return Optional.empty();
        }
        return medium.equals("ethernet") ? Lladdr.parse(text.toString()) : Optional.empty();
    }

    /** A time, to the end of the statement. */
    Optional<Long> seconds() {
        Word number = words.next();
        if (number.kind() != Word.Kind.NUMBER) {
            words.reject("Expecting numeric lease time");
            return Optional.empty();
        }
        Optional<Long> value =
                number.text().matches("[0-9]{1,10}") ? Optional.of(Long.parseLong(number.text())) : Optional.empty();
        words.endStatement();
        return value;
    }

    /** {@code on;} */
    Optional<Boolean> flag() {
        Optional<Boolean> flag = truth(words.next());
        if (flag.isEmpty()) {
            words.reject("boolean value (true/false/on/off) expected");
            return flag;
        }
        words.endStatement();
        return flag;
    }

    private static Optional<Boolean> truth(Word word) {
        return switch (word.text().toLowerCase(Locale.ROOT)) {
            case "true", "on" -> Optional.of(true);
            case "false", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A string, to the end of the statement. */
    void string() {
        if (words.next().kind() == Word.Kind.STRING) {
            words.endStatement();
        } else {
            words.reject("filename must be a string");
        }
    }

    /** The name and the value of an option, to the end of the statement. */
    Optional<Option> option() {
        Word name = words.next();
        if (!name.isIdentifier()) {
            words.reject("expecting identifier after option keyword.");
            return Optional.empty();
        }
        if (words.peek().is('.')) {
            words.complain("no vendor named " + name.text() + ".");
            words.skipStatement();
            return Optional.empty();
        }
        Optional<OptionFormat> format = OptionFormat.of(name.text().toLowerCase(Locale.ROOT));
        if (format.isEmpty()) {
            words.complain("no option named " + name.text());
            words.skipStatement();
            return Optional.empty();
        }
        List<Integer> addresses = new ArrayList<>();
        do {
            for (char part : format.get().parts().toCharArray()) {
                if (!part(part, addresses)) {
                    return Optional.empty();
                }
            }
        } while (format.get().repeated() && takeComma());
        return words.endStatement()
                ? Optional.of(new Option(name.text().toLowerCase(Locale.ROOT), addresses))
                : Optional.empty();
    }

    private boolean takeComma() {
        boolean there = words.peek().is(',');
        if (there) {
            words.next();
        }
        return there;
    }

    private boolean part(char part, List<Integer> addresses) {
        if (part == OptionFormat.ADDRESS) {
            Optional<Integer> address = address();
            address.ifPresent(addresses::add);
            return address.isPresent();
        }
        Word word = words.next();
        Word.Kind kind = word.kind();
        switch (part) {
            case OptionFormat.NUMBER -> {
                return kind == Word.Kind.NUMBER || refuse("expecting number.");
            }
            case OptionFormat.FLAG -> {
                return truth(word).isPresent() || refuse("expecting boolean.");
            }
            case OptionFormat.TEXT -> {
                return kind == Word.Kind.STRING || word.isIdentifier() || refuse("expecting string.");
            }
            default -> {
                return kind == Word.Kind.STRING || octets(word);
            }
        }
    }

    private boolean octets(Word first) {
        if (first.kind() != Word.Kind.NUMBER && first.kind() != Word.Kind.NUMBER_OR_NAME) {
            return refuse("expecting string or hexadecimal data.");
        }
        while (words.peek().is(':')) {
            words.next();
            Word.Kind kind = words.next().kind();
            if (kind != Word.Kind.NUMBER && kind != Word.Kind.NUMBER_OR_NAME) {
                return refuse("expecting number.");
            }
        }
        return true;
    }

    private boolean refuse(String message) {
        words.reject(message);
        return false;
    }
}
