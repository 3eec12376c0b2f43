package io.vmm4j.host.internal.setup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Records of login.conf(5), as far as the limits of vmd(8) go. Immutable. */
public final class LoginClasses {

    private static final int DEEPEST = 32;
    private static final String CONTINUED = "tc=";
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Map<String, List<String>> records = new HashMap<>();

    private LoginClasses() {}

    /** Reads a file; what it does not know is left out. */
    public static LoginClasses parse(String text) {
        LoginClasses classes = new LoginClasses();
        StringBuilder record = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (record.isEmpty() && (line.isBlank() || line.startsWith("#"))) {
                continue;
            }
            boolean continues = line.endsWith("\\");
            record.append(continues ? line.substring(0, line.length() - 1) : line);
            if (!continues) {
                classes.add(record.toString());
                record.setLength(0);
            }
        }
        classes.add(record.toString());
        return classes;
    }

    private void add(String record) {
        List<String> fields = new ArrayList<>();
        for (String field : record.split(":", -1)) {
            if (!field.isBlank()) {
                fields.add(field.strip());
            }
        }
        if (fields.isEmpty()) {
            return;
        }
        List<String> capabilities = List.copyOf(fields.subList(1, fields.size()));
        for (String name : fields.get(0).split("\\|", -1)) {
            records.putIfAbsent(name, capabilities);
        }
    }

    /** Whether there is a class of this name. */
    public boolean has(String name) {
        return records.containsKey(name);
    }

    /**
     * How many bytes of data a process of this class may have; empty if the class or the limit is not known. What is said first
     * counts, in the class itself or in those that it continues with: {@code datasize} makes both limits, and whoever says
     * {@code datasize-cur} or {@code datasize-max} behind it is ignored.
     */
    public Optional<Long> dataSize(String name) {
        List<String> capabilities = expanded(name);
        Optional<Long> current = first(capabilities, "datasize=", "datasize-cur=");
        Optional<Long> most = first(capabilities, "datasize=", "datasize-max=");
        return current.isPresent() && most.isPresent()
                ? Optional.of(Math.min(current.get(), most.get()))
                : current.or(() -> most);
    }

    private List<String> expanded(String name) {
        List<String> all = new ArrayList<>();
        Optional<String> next = Optional.of(name);
        for (int depth = 0; depth < DEEPEST && next.isPresent(); depth++) {
            List<String> record = records.getOrDefault(next.get(), List.of());
            all.addAll(record);
            next = record.stream()
                    .filter(field -> field.startsWith(CONTINUED))
                    .findFirst()
                    .map(field -> field.substring(CONTINUED.length()));
        }
        return all;
    }

    private static Optional<Long> first(List<String> capabilities, String one, String other) {
        return capabilities.stream()
                .filter(field -> field.startsWith(one) || field.startsWith(other))
                .findFirst()
                .flatMap(field -> bytes(field.substring(field.indexOf('=') + 1)));
    }

    /** A size: {@code 4096M}, {@code infinity}. */
    private static Optional<Long> bytes(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("infinity") || lower.equals("unlimited")) {
            return Optional.of(UNLIMITED);
        }
        int digits = 0;
        while (digits < lower.length() && Character.isDigit(lower.charAt(digits))) {
            digits++;
        }
        int power = digits + 1 == lower.length()
                ? "bkmgt".indexOf(lower.charAt(digits))
                : digits == lower.length() ? 0 : -1;
        return digits == 0 || digits > 15 || power < 0
                ? Optional.empty()
                : Optional.of(Math.multiplyExact(Long.parseLong(lower.substring(0, digits)), 1L << (10 * power)));
    }
}
