package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.SimulatedLabel.Kind;
import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.board.SystemArea;
import io.vmm4j.testkit.internal.openbsd.DiskLayout.Partition;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The installer's questions about disks. The (E)dit choices, and a key disk, are not simulated. */
final class DiskQuestions {

    private static final Duration NEWFS = Duration.ofSeconds(1);
    private static final int CYLINDER = 255 * 63;

    private final Installation state;
    private final Dialogue dialogue;
    private final List<VirtualDisk> disks;

    DiskQuestions(Installation state) {
        this.state = state;
        this.dialogue = state.dialogue;
        this.disks = state.board.parts().disks();
    }

    void ask() {
        dialogue.say("");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            names.add("sd" + i);
        }
        chooseRoot(names);
        boolean encrypted = encryption();
        partition(state.diskName, false);
        if (encrypted) {
            cryptoDisk();
        }
        DiskLayout layout = layout();
        format(layout);
        others(names);
        mount(layout);
        state.rootBytes = layout.bytesOf("/") + layout.bytesOf("/usr");
    }

    private void chooseRoot(List<String> names) {
        String standard = names.isEmpty() ? "" : names.get(0);
        while (true) {
            dialogue.say(names.isEmpty() ? "No disks found." : "Available disks are: " + String.join(" ", names) + ".");
            String answer = dialogue.ask("Which disk is the root disk? ('?' for details)", standard);
            String name = answer.replaceFirst("^/dev/", "").replaceFirst("^(sd[0-9]+)[a-p]$", "$1");
            if (names.contains(name)) {
                state.diskName = name;
                state.disk = names.indexOf(name);
                return;
            }
            if (answer.equals("?") && !dialogue.isUnattended()) {
                names.forEach(each -> dialogue.say(details(each, disks.get(names.indexOf(each)))));
            } else {
                dialogue.refuse("no such disk");
            }
        }
    }

    private static String details(String name, VirtualDisk disk) {
        return String.format(
                Locale.ROOT, "    %s: VirtIO, Block Device  (%.1fG)", name, disk.size() / (double) (1L << 30));
    }

    private boolean encryption() {
        while (true) {
            String answer = dialogue.ask("Encrypt the root disk with a (p)assphrase or (k)eydisk?", "no");
            switch (answer.toLowerCase(Locale.ROOT)) {
                case "n", "no" -> {
                    return false;
                }
                case "p" -> {
                    dialogue.password("New passphrase?");
                    dialogue.say("");
                    dialogue.say("Configuring the crypto chunk " + state.diskName + "...");
                    dialogue.say("");
                    return true;
                }
                default -> dialogue.say("'" + answer + "' is not a valid choice.");
            }
        }
    }

    private void cryptoDisk() {
        String crypto = "sd" + disks.size();
        long sectors = disks.get(state.disk).size() / 512 - 592;
        dialogue.say(crypto + " at scsibus3 targ 1 lun 0: <OPENBSD, SR CRYPTO, 006>");
        dialogue.say(crypto + ": " + sectors * 512 / (1 << 20) + "MB, 512 bytes/sector, " + sectors + " sectors");
        dialogue.say("");
        dialogue.say("Configuring the root disk " + crypto + "...");
        dialogue.say("");
        state.diskName = crypto;
        partition(crypto, true);
    }

    private boolean hasOpenBsd(boolean fresh) {
        return !fresh
                && SystemArea.labelOf(disks.get(state.disk))
                        .filter(label ->
                                label.kind() == Kind.SYSTEM && label.name().equals(OpenBsd.NAME))
                        .isPresent();
    }

    private void partition(String name, boolean fresh) {
        boolean existing = hasOpenBsd(fresh);
        String question = existing
                ? "Use (W)hole disk MBR, whole disk (G)PT, (O)penBSD area or (E)dit?"
                : "Use (W)hole disk MBR, whole disk (G)PT or (E)dit?";
        while (true) {
            dialogue.say(existing ? partitionTable(name) : "No valid MBR or GPT.");
            String answer = dialogue.ask(question, existing ? "OpenBSD" : "whole");
            switch (answer.toLowerCase(Locale.ROOT)) {
                case "w", "whole" -> {
                    dialogue.say("Setting OpenBSD MBR partition to whole " + name + "...done.");
                    return;
                }
                case "g", "gpt" -> {
                    if (dialogue.confirm("An EFI/GPT disk may not boot. Proceed?", "no")) {
                        dialogue.say("Setting OpenBSD GPT partition to whole " + name + "...done.");
                        state.gpt = true;
                        return;
                    }
                }
                case "o", "openbsd" -> {
                    if (existing) {
                        return;
                    }
                }
                default -> {
                    // Asked again.
                }
            }
        }
    }

    private String partitionTable(String name) {
        long sectors = disks.get(state.disk).size() / 512;
        int heads = 255;
        long last = 64 + (sectors - 64) - 1;
        return "Disk: " + name + "\tgeometry: " + sectors / CYLINDER + "/" + heads + "/63 [" + sectors + " Sectors]\n"
                + "Offset: 0\tSignature: 0xAA55\n"
                + "            Starting         Ending         LBA Info:\n"
                + " #: id      C   H   S -      C   H   S [       start:        size ]\n"
                + "-------------------------------------------------------------------------------\n"
                + " 0: 00      0   0   0 -      0   0   0 [           0:           0 ] Unused\n"
                + " 1: 00      0   0   0 -      0   0   0 [           0:           0 ] Unused\n"
                + " 2: 00      0   0   0 -      0   0   0 [           0:           0 ] Unused\n"
                + String.format(
                        Locale.ROOT,
                        "*3: A6      0   1   2 - %6d %3d %3d [          64: %11d ] OpenBSD",
                        last / CYLINDER,
                        last / 63 % heads,
                        last % 63 + 1,
                        sectors - 64);
    }

    private long size() {
        long raw = disks.get(state.disk).size();
        return state.diskName.equals("sd" + state.disk) ? raw : raw - 592 * 512;
    }

    private DiskLayout layout() {
        String url = dialogue.askUnattended("URL to autopartitioning template for disklabel?", "none");
        if (!url.equals("none")) {
            return template(url);
        }
        Optional<DiskLayout> layout = DiskLayout.automatic(size(), state.gpt);
        if (layout.isEmpty()) {
            dialogue.say("disklabel: autoalloc failed");
            dialogue.say("Autopartitioning failed.");
            throw new Aborted();
        }
        String question = "Use (A)uto layout, (E)dit auto layout, or create (C)ustom layout?";
        String answer = "";
        while (!answer.matches("[aA](uto)?")) {
            dialogue.say("The auto-allocated layout for " + state.diskName + " is:");
            state.board.print(layout.get().table(state.gpt));
            answer = dialogue.ask(question, "a");
        }
        return layout.get();
    }

    private DiskLayout template(String url) {
        dialogue.say("Fetching " + url);
        Fetched fetched = state.board.fetch(url);
        if (!(fetched instanceof Fetched.Answer answer) || !answer.reply().isOk()) {
            dialogue.say(Download.complaint(url, fetched));
            dialogue.say("No autopartitioning template found.");
            throw new Aborted();
        }
        try {
            DiskLayout layout = DiskLayout.fromTemplate(answer.reply().text(), size(), state.gpt);
            if (!layout.hasRoot()) {
                dialogue.say("'/' must be configured!");
                throw new Aborted();
            }
            return layout;
        } catch (DiskLayout.Failure e) {
            dialogue.say(String.valueOf(e.getMessage()));
            dialogue.say("Autopartitioning failed.");
            throw new Aborted();
        }
    }

    /** The root first, then the others from the last mount point to the first, as the installer goes through them. */
    private static List<Partition> fileSystems(DiskLayout layout) {
        return layout.partitions().stream()
                .filter(Partition::isFileSystem)
                .sorted(Comparator.comparing((Partition part) -> !part.mount().equals("/"))
                        .thenComparing(Partition::mount))
                .toList();
    }

    private void format(DiskLayout layout) {
        for (Partition part : fileSystems(layout)) {
            state.board.sleep(NEWFS);
            state.board.print(DiskLayout.newfs(state.diskName, part));
        }
    }

    private void others(List<String> names) {
        Predicate<String> other = name -> !name.equals("sd" + state.disk);
        List<String> rest = names.stream().filter(other).toList();
        while (!rest.isEmpty()) {
            dialogue.say("Available disks are: " + String.join(" ", rest) + ".");
            String question = "Which disk do you wish to initialize?";
            String answer = dialogue.ask(question, question + " (or 'done')", "done");
            if (answer.equals("done")) {
                return;
            }
            if (!rest.contains(answer)) {
                dialogue.refuse("'" + answer + "' is not a valid choice.");
            } else {
                dialogue.say("Setting OpenBSD MBR partition to whole " + answer + "...done.");
                rest = rest.stream().filter(name -> !name.equals(answer)).toList();
            }
        }
    }

    private void mount(DiskLayout layout) {
        String duid = String.format(Locale.ROOT, "%016x", state.random.nextLong());
        for (Partition part : fileSystems(layout)) {
            boolean root = part.mount().equals("/");
            dialogue.say("/dev/" + state.diskName + part.letter() + " (" + duid + "." + part.letter() + ") on /mnt"
                    + (root ? "" : part.mount()) + " type ffs (rw, asynchronous, local"
                    + (root ? ")" : part.mount().equals("/usr") ? ", nodev)" : ", nodev, nosuid)"));
        }
        dialogue.say("");
    }
}
