package io.vmm4j.host.internal.conf;

import io.vmm4j.HostPath;
import io.vmm4j.internal.Includes;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileChecker;
import io.vmm4j.plan.FileContent;
import io.vmm4j.vmconf.Statement;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfFile;
import io.vmm4j.vmconf.VmConfFileChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that a change of vm.conf(5) replaces, included ones first. {@code vmd -n} reads an included file under the name that
 * the main file has for it; so that it judges the new one, it is given copies of the files that include it, whose include names
 * the new one.
 */
final class FileChanges {

    private static final int MODE = 0644;

    /** $1... each file that includes the one before it, with the first and the last line of the include; last the new file. */
    private static final String CHECK_INCLUDED = "cd /; for c; do :; done; e=; n=0;"
            + " d=$(mktemp -d /tmp/vmm4j.XXXXXXXXXX) || exit 1;"
            + " while [ $# -gt 1 ]; do n=$((n + 1));"
            + " { sed \"$2,\\$d\" \"$1\"; printf 'include \"%s\"\\n' \"$c\";"
            + " i=$2; while [ $i -lt $3 ]; do echo; i=$((i + 1)); done; sed \"1,$3d\" \"$1\"; } >\"$d/$n.conf\";"
            + " c=$d/$n.conf; e=\"$e s|$c|$1|g;\"; shift 3; done;"
            + " vmd -n -f \"$c\" >\"$d/said\" 2>&1; r=$?; sed \"$e\" \"$d/said\"; rm -rf \"$d\"; exit $r";

    private final VmConf before;
    private final boolean exists;
    private final Map<String, VmConfFile> current = new LinkedHashMap<>();

    private FileChanges(VmConf before, boolean exists) {
        this.before = before;
        this.exists = exists;
        before.files().forEach(file -> current.put(file.path(), file));
    }

    /**
     * What is to be replaced.
     *
     * @param exists whether there is a main file
     * @param summary what the change of the main file does, for people
     */
    static List<Change> of(VmConf before, boolean exists, VmConf after, String summary) {
        return new FileChanges(before, exists).changes(after, summary);
    }

    private List<Change> changes(VmConf after, String summary) {
        List<Change> changes = new ArrayList<>();
        Change last = null;
        for (VmConfFileChange change : after.changesSince(before)) {
            if (change.path().equals(before.file().path())) {
                last = main(change, summary);
            } else {
                changes.add(included(change, summary));
                current.put(change.path(), change.after());
            }
        }
        if (last != null) {
            changes.add(last);
        }
        return changes;
    }

    private FileChange main(VmConfFileChange change, String summary) {
        HostPath path = HostPath.of(change.path());
        FileContent content = FileContent.of(change.after().bytes());
        FileChange replacement = exists
                ? FileChange.edit(summary, path, FileContent.of(change.before().bytes()), content)
                : FileChange.create(summary, path, content).mode(MODE);
        return replacement.checkedBy("vmd", "-n", "-f");
    }

    private FileChange included(VmConfFileChange change, String summary) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", CHECK_INCLUDED, "sh"));
        String name = change.path();
        int level = 0;
        while (!name.equals(before.file().path()) && level++ < current.size()) {
            name = addIncluder(argv, name);
        }
        String description = "vmd -n -f " + before.file().path() + " including";
        return FileChange.edit(
                        summary,
                        HostPath.of(Includes.location(change.path())),
                        FileContent.of(change.before().bytes()),
                        FileContent.of(change.after().bytes()))
                .checkedBy(new FileChecker(description, argv));
    }

    /** Adds the file that includes this one, and where; returns its name. */
    private String addIncluder(List<String> argv, String name) {
        for (VmConfFile file : current.values()) {
            int line = 1;
            for (Statement statement : file.statements()) {
                int lines =
                        (int) statement.text().chars().filter(c -> c == '\n').count();
                if (statement instanceof Statement.Include include
                        && include.path().equals(name)) {
                    argv.add(Includes.location(file.path()));
                    argv.add(Integer.toString(line));
                    argv.add(Integer.toString(line + lines - (statement.text().endsWith("\n") ? 1 : 0)));
                    return file.path();
                }
                line += lines;
            }
        }
        throw new IllegalStateException("nothing includes " + name);
    }
}
