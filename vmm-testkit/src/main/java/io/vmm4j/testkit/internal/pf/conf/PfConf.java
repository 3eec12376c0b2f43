package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.Rule;
import io.vmm4j.testkit.internal.pf.rule.TableDefinition;
import java.util.List;

/**
 * What a file says.
 *
 * @param rules its rules, expanded
 * @param tables its tables, the nameless ones included
 * @param skips the interfaces and groups of {@code set skip}
 * @param anchors the files that are to be loaded into anchors
 * @param valid whether there were no errors
 */
public record PfConf(
        List<Rule> rules, List<TableDefinition> tables, List<Skips> skips, List<AnchorFile> anchors, boolean valid) {

    public PfConf {
        rules = List.copyOf(rules);
        tables = List.copyOf(tables);
        skips = List.copyOf(skips);
        anchors = List.copyOf(anchors);
    }

    /** One {@code set skip}; with no names it ends all skipping. */
    public record Skips(List<String> names) {}

    /** One {@code load anchor}. */
    public record AnchorFile(String anchor, String file) {}
}
