package io.vmm4j.testkit.internal.rc;

import java.util.Locale;
import java.util.Optional;

/** What can be enabled like a service and is none: a variable that rc(8) looks at. */
enum SpecialService {
    ACCOUNTING("NO"),
    CHECK_QUOTAS("YES"),
    IPSEC("NO"),
    LIBRARY_ASLR("YES"),
    MULTICAST("NO"),
    PF("YES"),
    SPAMD_BLACK("NO");

    private final String standard;

    SpecialService(String standard) {
        this.standard = standard;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String standard() {
        return standard;
    }

    static Optional<SpecialService> named(String word) {
        for (SpecialService service : values()) {
            if (service.word().equals(word)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }
}
