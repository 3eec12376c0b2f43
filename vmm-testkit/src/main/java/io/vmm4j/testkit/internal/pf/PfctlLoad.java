package io.vmm4j.testkit.internal.pf;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.pf.conf.PfConf;
import io.vmm4j.testkit.internal.pf.conf.PfConfOutput;
import io.vmm4j.testkit.internal.pf.conf.PfConfParser;
import io.vmm4j.testkit.internal.pf.filter.PacketFilter;
import io.vmm4j.testkit.internal.pf.rule.Action;
import io.vmm4j.testkit.internal.pf.rule.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** {@code pfctl -f}: reads a file and all that it loads into anchors, and puts it into force at once or not at all. */
final class PfctlLoad implements PfConfOutput {

    private static final int NAME_LIMIT = 62;

    private final SimProcess process;
    private final PacketFilter filter;
    private final PfctlOptions options;
    private final PfConfParser parser;
    private final List<PacketFilter.Load> loads = new ArrayList<>();
    private final List<PfConf.Skips> skips = new ArrayList<>();

    PfctlLoad(SimProcess process, PacketFilter filter, PfctlOptions options) throws IOException {
        this.process = process;
        this.filter = filter;
        this.options = options;
        this.parser = new PfConfParser(new ProcessConfHost(process), this);
        for (String macro : options.macros()) {
            if (!parser.defineMacro(macro)) {
                process.warn("could not parse macro definition " + macro);
            }
        }
    }

    @Override
    public boolean isVerbose() {
        return options.isVerbose();
    }

    @Override
    public void verbose(String line) {
        if (options.isVerbose()) {
            print(line + "\n");
        }
    }

    private void print(String text) {
        try {
            process.print(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void complain(String line) {
        try {
            process.complain(line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether all was well. */
    boolean run(String file) throws IOException {
        try {
            return runUnchecked(file);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean runUnchecked(String file) {
        for (String part : options.anchor().split("/", -1)) {
            if (part.length() > NAME_LIMIT) {
                complain("pfctl: pfctl_rules: strlcpy");
                return false;
            }
        }
        if (options.anchor().endsWith("/")) {
            complain("pfctl: pfctl_rules: bad anchor name " + options.anchor());
            return false;
        }
        if (!read(file, options.anchor())) {
            return false;
        }
        if (!options.isDry()) {
            process.machine().timeline().locked(() -> {
                filter.load(loads);
                skips.forEach(this::skip);
            });
        }
        return true;
    }

    private boolean read(String file, String anchor) {
        PfConf conf = parser.parse(file);
        if (!conf.valid()) {
            if (!options.isDry()) {
                complain("pfctl: Syntax error in config file: pf rules not loaded");
            }
            return false;
        }
        loads.add(new PacketFilter.Load(anchor, conf.rules(), conf.tables()));
        skips.addAll(conf.skips());
        if (options.isVerbose()) {
            print(conf.rules(), 0);
        }
        for (PfConf.AnchorFile each : conf.anchors()) {
            if (options.isVerbose()) {
                complain("\nLoading anchor " + each.anchor() + " from " + each.file());
            }
            String path = anchor.isEmpty() ? each.anchor() : anchor + "/" + each.anchor();
            if (!read(each.file(), path)) {
                if (!options.isDry()) {
                    complain("pfctl: load anchors");
                }
                return false;
            }
        }
        return true;
    }

    private void print(List<Rule> rules, int depth) {
        int number = 0;
        for (Rule rule : rules) {
            print("  ".repeat(depth) + (options.isVeryVerbose() ? "@" + number++ + " " : "") + rule);
            if (rule.action() instanceof Action.Anchor anchor
                    && anchor.body().filter(body -> !body.rules().isEmpty()).isPresent()) {
                print(" {\n");
                print(anchor.body().get().rules(), depth + 1);
                print("  ".repeat(depth) + "}\n");
            } else {
                print("\n");
            }
        }
    }

    private void skip(PfConf.Skips skip) {
        if (skip.names().isEmpty()) {
            filter.skipped().clear();
        } else {
            filter.skipped().addAll(skip.names());
        }
    }
}
