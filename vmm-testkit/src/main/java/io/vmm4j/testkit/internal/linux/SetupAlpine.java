package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.kernel.Image;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * setup-alpine: asks what it is not told, sets the running system up, and installs it on a disk. It takes {@code -e} (root needs no
 * password), {@code -q}, and {@code -f} with a file of answers, which is run by sh(1). Key maps, devices, proxies and time servers are taken
 * as they are.
 */
final class SetupAlpine {

    private static final String MIRROR = "http://dl-cdn.alpinelinux.org/alpine";
    private static final String COLLECTED = "/run/setup-alpine";
    private static final List<String> ANSWERS = List.of(
            "HOSTNAMEOPTS",
            "INTERFACESOPTS",
            "DNSOPTS",
            "TIMEZONEOPTS",
            "APKREPOSOPTS",
            "USEROPTS",
            "USERSSHKEY",
            "ROOTSSHKEY",
            "SSHDOPTS",
            "DISKOPTS",
            "ERASE_DISKS",
            "KERNELOPTS");

    private final Inside inside;
    private final SimProcess process;
    private final Questions questions;
    private final Map<String, String> answers = new HashMap<>();

    SetupAlpine(Inside inside, SimProcess process) {
        this.inside = inside;
        this.process = process;
        this.questions = new Questions(process);
    }

    int run() throws IOException {
        List<String> words = process.arguments();
        boolean emptyPassword = words.contains("-e") || words.contains("-q");
        int file = words.indexOf("-f");
        if (words.contains("-h") || (file >= 0 && file + 1 >= words.size())) {
            process.complain("usage: setup-alpine [-ahq] [-e] [-c FILE | -f FILE]\n");
            return 1;
        }
        if (file >= 0 && !read(words.get(file + 1))) {
            return 1;
        }
        hostname();
        if (!network()) {
            return 1;
        }
        if (!emptyPassword) {
            password("root");
        }
        String zone = answer("TIMEZONEOPTS")
                .map(text -> text.replaceFirst("^-z\\s*", "").strip())
                .orElse("");
        inside.write("/etc/timezone", (zone.isEmpty() ? ask("Which timezone are you in?", "UTC") : zone) + "\n", 0644);
        repositories();
        user();
        sshd();
        return new AlpineDisk(inside, process, questions).install(answers);
    }

    private Optional<String> answer(String name) {
        return Optional.ofNullable(answers.get(name)).filter(text -> !text.isBlank());
    }

    private String ask(String question, String standard) throws IOException {
        return questions.ask(question, standard);
    }

    private void pause(Duration time) {
        process.await(() -> false, time);
    }

    /** Has sh(1) run the file, and keeps what it has set; whether that went well. */
    private boolean read(String path) throws IOException {
        if (!process.files().exists(path)) {
            process.complain("sh: can't open '" + path + "': No such file or directory\n");
            return false;
        }
        StringBuilder script = new StringBuilder(". \"$1\" || exit 1\n: >" + COLLECTED + "\n");
        for (String name : ANSWERS) {
            script.append("printf '%s\\001%s\\002' ")
                    .append(name)
                    .append(" \"${")
                    .append(name)
                    .append("-}\" >>")
                    .append(COLLECTED)
                    .append('\n');
        }
        Image shell = process.machine().programs().load(process.files(), "/bin/sh");
        String absolute = path.startsWith("/") ? path : process.workingDirectory() + "/" + path;
        SimProcess child =
                process.fork(shell.argv(List.of("sh", "-c", script.toString(), "sh", absolute)), shell.program());
        child.start();
        if (process.waitFor(child).shellStatus() != 0) {
            return false;
        }
        for (String pair : inside.read(COLLECTED).orElse("").split("\002", -1)) {
            int end = pair.indexOf('\001');
            if (end > 0) {
                answers.put(pair.substring(0, end), pair.substring(end + 1));
            }
        }
        return true;
    }

    private void hostname() throws IOException {
        Optional<String> given = answer("HOSTNAMEOPTS")
                .map(text -> text.replaceFirst("^-n\\s*", "").strip());
        String name = given.isPresent()
                ? given.get()
                : ask("Enter system hostname (fully qualified form, e.g. 'foo.example.org')", "localhost");
        while (!name.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
            process.print("Invalid hostname\n");
            name = ask("Enter system hostname (fully qualified form, e.g. 'foo.example.org')", "localhost");
        }
        inside.setHostname(name.replaceFirst("\\..*", ""));
        inside.write("/etc/hosts", "127.0.0.1\t" + name + " " + inside.machine().hostname() + " localhost\n", 0644);
    }

    private boolean network() throws IOException {
        NetworkFiles files = new NetworkFiles(inside);
        Optional<String> given = answer("INTERFACESOPTS");
        if (given.isPresent() && !given.get().equals("none")) {
            inside.write(NetworkFiles.INTERFACES, given.get() + "\n", 0644);
        } else {
            List<String> lladdrs = inside.board().parts().lladdrs();
            if (lladdrs.isEmpty()) {
                process.print("Available interfaces are: .\n");
                return true;
            }
            process.print("Available interfaces are: eth0.\nEnter '?' for help on bridges, bonding and vlans.\n");
            String which = ask("Which one do you want to initialize? (or '?' or 'done')", "eth0");
            if (which.equals("done")) {
                return true;
            }
            String address = ask("Ip address for " + which + "? (or 'dhcp', 'none', '?')", "dhcp");
            Optional<String> gateway = Optional.empty();
            if (!address.equals("dhcp")) {
                String prefix = address.contains("/") ? "" : "/" + mask(ask("Netmask?", "255.255.255.0"));
                address += prefix;
                gateway = Optional.of(ask("Gateway? (or 'none')", "none")).filter(text -> !text.equals("none"));
            }
            ask("Do you want to do any manual network configuration? (y/n)", "n");
            files.write(List.of(
                    new CardSetup(0, Optional.of(address).filter(text -> !text.equals("dhcp")), gateway, List.of())));
        }
        List<CardSetup> cards = files.read();
        for (CardSetup card : cards) {
            if (card.address().isEmpty()) {
                process.print("udhcpc: started, v1.37.0\nudhcpc: broadcasting discover\n");
            }
        }
        pause(Duration.ofSeconds(1));
        if (!files.start(cards) && !inside.board().hasAddress()) {
            pause(Duration.ofSeconds(10));
            process.print("udhcpc: no lease, failing\n * ERROR: networking failed to start\n");
            return answer("INTERFACESOPTS").isEmpty();
        }
        return true;
    }

    private static int mask(String dotted) {
        return io.vmm4j.testkit.internal.net.Inet4.parse(dotted).stream()
                .map(Integer::bitCount)
                .findFirst()
                .orElse(24);
    }

    private void password(String user) throws IOException {
        process.print("Changing password for " + user + "\n");
        while (true) {
            String first = questions.secret("New password: ");
            if (first.equals(questions.secret("Retype password: "))) {
                inside.people().setPassword(user, first);
                process.print("passwd: password for " + user + " changed by root\n");
                return;
            }
            process.print("Passwords don't match\npasswd: password for " + user + " is unchanged\n");
        }
    }

    /** A mirror that does not answer is no reason to stop: what is on the image suffices. */
    private void repositories() throws IOException {
        Optional<String> given = answer("APKREPOSOPTS");
        String mirror = MIRROR;
        if (given.isEmpty()) {
            process.print("Available mirrors:\n1) dl-cdn.alpinelinux.org\n");
            String choice = ask("Enter mirror number or URL:", "1");
            mirror = choice.startsWith("http") ? choice : MIRROR;
        } else if (given.get().startsWith("http")) {
            mirror = given.get().strip();
        }
        List<String> repositories = new ArrayList<>(List.of(mirror + "/v" + inside.version() + "/main"));
        if (given.filter(text -> text.contains("-c")).isPresent()) {
            repositories.add(mirror + "/v" + inside.version() + "/community");
        }
        inside.write("/etc/apk/repositories", String.join("\n", repositories) + "\n", 0644);
        for (String repository : repositories) {
            String url = repository + "/x86_64/APKINDEX.tar.gz";
            process.print("fetch " + url + "\n");
            Fetched fetched = inside.board().fetchAside(url);
            if (fetched instanceof Fetched.Failure failure) {
                pause(failure.late() ? Duration.ofSeconds(75) : Duration.ofSeconds(1));
                process.complain(
                        "WARNING: updating and opening " + repository + ": temporary error (try again later)\n");
            } else if (((Fetched.Answer) fetched).reply().status() != 200) {
                process.complain("WARNING: updating and opening " + repository
                        + ": remote server returned error (try 'apk update')\n");
            }
        }
    }

    private void user() throws IOException {
        Optional<String> given = answer("USEROPTS");
        String name = given.map(text -> text.replaceFirst("^.*\\s", "")).orElse(given.isPresent() ? "none" : "");
        if (name.isEmpty()) {
            name = ask("Setup a user? (enter a lower-case loginname, or 'no')", "no");
        }
        if (name.equals("none") || name.equals("no")) {
            return;
        }
        inside.people().add(name, name, "/bin/ash", List.of("wheel"));
        if (given.isEmpty()) {
            password(name);
        }
        Optional<String> key = answer("USERSSHKEY");
        if (key.isPresent()) {
            inside.people().setKeys(name, List.of(key.get()));
        }
    }

    private void sshd() throws IOException {
        String server = answer("SSHDOPTS")
                .map(text -> text.replaceFirst("^-c\\s*", "").strip())
                .orElse("");
        if (server.isEmpty()) {
            server = ask("Which ssh server? ('openssh', 'dropbear' or 'none')", "openssh");
        }
        if (!server.equals("none")) {
            inside.write("/etc/runlevels/default/sshd", "", 0755);
            process.print(" * service sshd added to runlevel default\n * Caching service dependencies ... [ ok ]\n");
            new HostKey(inside).generate();
            process.print("ssh-keygen: generating new host keys: RSA ECDSA ED25519 \n * Starting sshd ... [ ok ]\n");
            pause(Duration.ofSeconds(2));
        }
    }
}
