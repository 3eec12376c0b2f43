package io.vmm4j.testkit.internal.httpd;

import io.vmm4j.testkit.internal.httpd.HttpdConf.Rules;
import java.util.Optional;

/** {@link Rules} while they are read. */
final class RulesDraft {

    Optional<String> root = Optional.empty();
    Optional<String> index = Optional.empty();
    Optional<Boolean> autoIndex = Optional.empty();
    Optional<Integer> block = Optional.empty();
    Optional<String> rewrite = Optional.empty();
    Optional<Integer> strip = Optional.empty();

    Rules build() {
        return new Rules(root, index, autoIndex, block, rewrite, strip);
    }
}
