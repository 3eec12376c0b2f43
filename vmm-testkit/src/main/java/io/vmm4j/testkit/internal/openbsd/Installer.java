package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Board.Echo;
import io.vmm4j.testkit.internal.board.Board.Shutdown;
import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.board.GuestEnd;
import io.vmm4j.testkit.internal.board.Lease;
import io.vmm4j.testkit.internal.board.Parts.BootOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * OpenBSD's installer on the serial console, from the kernel's messages to the reboot: bsd.rd or the install ISO. Upgrades are not
 * simulated, and its shell knows only how to leave.
 */
final class Installer {

    private static final Duration BOOT = Duration.ofSeconds(4);
    private static final Duration UNTIL_UNATTENDED = Duration.ofSeconds(5);
    private static final long MEMORY = 60L << 20;
    private static final String MENU = "(I)nstall, (U)pgrade, (A)utoinstall or (S)hell? ";

    private final Board board;
    private final Release release;
    private final boolean fromCdrom;
    private final boolean netbooted;

    Installer(Board board, Release release, boolean fromCdrom) {
        this.board = board;
        this.release = release;
        this.fromCdrom = fromCdrom;
        this.netbooted = board.parts().order() == BootOrder.NET
                && !board.parts().lladdrs().isEmpty();
    }

    void run() {
        board.onShutdown(Shutdown.HUNG);
        board.print(Kernel.messages(board, release, "RAMDISK_CD"));
        board.sleep(BOOT);
        board.useMemory(MEMORY);
        if (netbooted) {
            board.print(NetworkQuestions.bootCard(board.parts()));
        }
        board.discardInput();
        board.print("root on rd0a swap on rd0b dump on rd0b\n");
        board.print("erase ^?, werase ^W, kill ^U, intr ^C, status ^T\n\n");
        board.print("Welcome to the OpenBSD/amd64 " + release.number() + " installation program.\n");
        if (netbooted) {
            board.print("Starting non-interactive mode in 5 seconds...\n" + MENU);
            if (!board.awaitKey(UNTIL_UNATTENDED)) {
                board.print("\n");
                unattended();
                board.print(MENU);
            }
        } else {
            board.print(MENU);
        }
        menu();
    }

    private void menu() {
        while (true) {
            switch (board.readLine(Echo.ON).strip().toLowerCase(Locale.ROOT)) {
                case "i", "install" -> interactive();
                case "a", "autoinstall" -> unattended();
                case "s", "shell" -> shell();
                case "u", "upgrade" -> board.print("simulator limitation: there are no upgrades\n");
                default -> {
                    // Asked again.
                }
            }
            board.print(MENU);
        }
    }

    private void shell() {
        while (true) {
            board.print("# ");
            String line = board.readLine(Echo.ON).strip();
            switch (line.replaceFirst("\\s.*", "")) {
                case "" -> {
                    // Nothing to do.
                }
                case "exit", "install" -> {
                    return;
                }
                case "reboot" -> throw reboot();
                case "halt" -> throw halt();
                default -> board.print("sh: " + line.replaceFirst("\\s.*", "") + ": not found\n");
            }
        }
    }

    private GuestEnd reboot() {
        board.print("syncing disks... done\nvmmci0: powerdown\nrebooting...\n");
        return GuestEnd.reboot();
    }

    private GuestEnd halt() {
        board.print("syncing disks... done\nvmmci0: powerdown\n");
        return GuestEnd.off();
    }

    private void interactive() {
        board.print("""
                At any prompt except password prompts you can escape to a shell by
                typing '!'. Default answers are shown in []'s and are selected by
                pressing RETURN.  You can exit this program at any time by pressing
                Control-C, but this can leave your system in an inconsistent state.

                """);
        try {
            install(new Dialogue(board, Optional.empty()));
        } catch (Aborted e) {
            return;
        }
        while (true) {
            board.print("Exit to (S)hell, (H)alt or (R)eboot? [reboot] ");
            switch (board.readLine(Echo.ON).strip().toLowerCase(Locale.ROOT)) {
                case "", "r", "reboot" -> throw reboot();
                case "h", "halt" -> throw halt();
                case "s", "shell" -> {
                    board.print("To boot the new system, enter 'reboot' at the command prompt.\n");
                    shell();
                }
                default -> {
                    // Asked again.
                }
            }
        }
    }

    private void unattended() {
        Optional<String> text = responses();
        if (text.isEmpty()) {
            board.print("No response file found; non-interactive mode aborted.\n");
            return;
        }
        board.print("Performing non-interactive install...\n");
        try {
            install(new Dialogue(board, Optional.of(new ResponseFile(text.get()))));
        } catch (Aborted e) {
            board.print("failed; check /tmp/ai/ai.log\n");
            return;
        }
        throw reboot();
    }

    /** The answers: where the DHCP server says that they are, or where a person says. */
    private Optional<String> responses() {
        Optional<Lease> lease = board.parts().lladdrs().isEmpty() ? Optional.empty() : board.askForAddress(0);
        Optional<String> server = lease.flatMap(Lease::nextServer);
        boolean told = lease.filter(each -> each.bootFile().matches("auto_(install|upgrade)"))
                .isPresent();
        if (told && server.isPresent()) {
            for (String file : files()) {
                Optional<String> text = get("http://" + server.get() + "/" + file + "?path=" + release.directory());
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        String standard = server.map(each -> "http://" + each + "/install.conf").orElse("");
        board.print("Response file location? " + (standard.isEmpty() ? "" : "[" + standard + "] "));
        String typed = board.readLine(Echo.ON).strip();
        String location = typed.isEmpty() ? standard : typed;
        return location.isEmpty() ? Optional.empty() : get(location);
    }

    private List<String> files() {
        List<String> files = new ArrayList<>();
        files.add(board.parts().lladdrs().get(0) + "-install.conf");
        files.add("install.conf");
        return files;
    }

    private Optional<String> get(String url) {
        board.print("Fetching " + url + "\n");
        board.sleep(Duration.ofMillis(100));
        return board.fetch(url) instanceof Fetched.Answer answer
                        && answer.reply().isOk()
                ? Optional.of(answer.reply().text())
                : Optional.empty();
    }

    private void install(Dialogue dialogue) {
        Installation state = new Installation(board, dialogue, release, netbooted, fromCdrom);
        dialogue.ask("Terminal type?", "vt220");
        new NetworkQuestions(state).ask();
        new AccountQuestions(state).ask();
        TimeQuestions time = new TimeQuestions(state);
        time.askEarly();
        new DiskQuestions(state).ask();
        new SetQuestions(state).ask();
        time.askLate();
        board.print("Saving configuration files... done.\n");
        board.sleep(Duration.ofSeconds(1));
        board.print("Making all device nodes... done.\n");
        state.siteScript.ifPresent(line -> board.print(line + "\n"));
        finish(state);
        board.print("""

                CONGRATULATIONS! Your OpenBSD install has been successfully completed!

                When you login to your new system the first time, please read your mail
                using the 'mail' command.

                """);
    }

    private void finish(Installation state) {
        if (release.isAfter("7.6")) {
            board.sleep(Duration.ofSeconds(20));
            board.print("fw_update: add none; update none\nRelinking to create unique kernel... done.\n");
        }
        InstalledSystem.of(state).write(board.parts().disks().get(state.disk));
    }
}
