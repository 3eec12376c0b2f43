package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Rewrites /etc/rc.conf.local as rcctl(8) does: all lines sorted, comments too; an empty file is removed. */
public final class RcConfLocal {

    private static final int MODE = 0644;

    private final Files files;
    private final Duplicates duplicates;

    /** What becomes of equal lines. */
    public enum Duplicates {
        /** They stay: up to 7.7. */
        KEPT,
        /** One of them stays: from 7.8 on. */
        DROPPED
    }

    RcConfLocal(Files files, Duplicates duplicates) {
        this.files = files;
        this.duplicates = duplicates;
    }

    /** Drops the lines that match, and adds new ones. */
    void rewrite(Predicate<String> dropped, List<String> added) throws SystemError {
        List<String> lines = new ArrayList<>();
        if (files.exists(RcConf.LOCAL)) {
            FileText.read(files, RcConf.LOCAL).lines().filter(dropped.negate()).forEach(lines::add);
        }
        lines.addAll(added);
        lines.sort(null);
        List<String> kept = duplicates == Duplicates.KEPT ? lines : List.copyOf(new LinkedHashSet<>(lines));
        if (!kept.isEmpty()) {
            String text = kept.stream().map(line -> line + "\n").collect(Collectors.joining());
            FileText.write(files, RcConf.LOCAL, text, MODE);
            files.changeMode(RcConf.LOCAL, MODE);
            files.changeOwner(RcConf.LOCAL, 0, 0);
        } else if (files.exists(RcConf.LOCAL)) {
            files.unlink(RcConf.LOCAL);
        }
    }
}
