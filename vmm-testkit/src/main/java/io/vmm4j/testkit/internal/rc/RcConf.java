package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables that /etc/rc.conf and /etc/rc.conf.local set, as the rc.d(8) scripts read them. */
final class RcConf {

    static final String DEFAULTS = "/etc/rc.conf";
    static final String LOCAL = "/etc/rc.conf.local";

    private final Map<String, String> values = new HashMap<>();

    private RcConf() {}

    /** What is set. */
    static RcConf read(Files files) {
        return read(files, List.of(DEFAULTS, LOCAL));
    }

    /** What is set by default. */
    static RcConf readDefaults(Files files) {
        return read(files, List.of(DEFAULTS));
    }

    private static RcConf read(Files files, List<String> paths) {
        RcConf conf = new RcConf();
        for (String path : paths) {
            try {
                FileText.read(files, path).lines().forEach(conf::take);
            } catch (SystemError e) {
                // A file that is not there sets nothing.
            }
        }
        return conf;
    }

    /** A line sets a variable unless it is a comment; blanks around the value, a comment after it and quotes are dropped. */
    private void take(String line) {
        String text = line.strip();
        int equals = text.indexOf('=');
        if (equals <= 0 || text.startsWith("#")) {
            return;
        }
        String value = text.substring(equals + 1);
        int comment = value.indexOf('#');
        value = (comment < 0 ? value : value.substring(0, comment)).strip();
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        values.put(text.substring(0, equals).strip(), quoted ? value.substring(1, value.length() - 1) : value);
    }

    Optional<String> get(String variable) {
        return Optional.ofNullable(values.get(variable));
    }
}
