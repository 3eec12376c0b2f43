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

    /** How many bytes of data a process of this class may have; empty if the class or the limit is not known. */
    public Optional<Long> dataSize(String name) {
        Optional<Long> both = value(name, "datasize");
        Optional<Long> current = value(name, "datasize-cur").or(() -> both);
        Optional<Long> most = value(name, "datasize-max").or(() -> both);
        return current.isPresent() && most.isPresent()
                ? Optional.of(Math.min(current.get(), most.get()))
                : current.or(() -> most);
    }

    private Optional<Long> value(String name, String capability) {
        String at = name;
        for (int depth = 0; depth < DEEPEST; depth++) {
            List<String> record = records.getOrDefault(at, List.of());
            Optional<String> found = find(record, capability + "=");
            if (found.isPresent()) {
                return bytes(found.get());
            }
            Optional<String> next = find(record, "tc=");
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.empty();
    }

    private static Optional<String> find(List<String> record, String prefix) {
        return record.stream()
                .filter(field -> field.startsWith(prefix))
                .findFirst()
                .map(field -> field.substring(prefix.length()));
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
