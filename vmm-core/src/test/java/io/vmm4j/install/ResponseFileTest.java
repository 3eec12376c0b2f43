package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.InvalidValueException;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.install.AnswerFinding.Kind;
import io.vmm4j.install.ResponseFile.Line;
import io.vmm4j.install.internal.Matching;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseFileTest {

    private static final OpenBsdRelease RELEASE = new OpenBsdRelease(7, 8, Optional.empty());
    private static final InstallTarget GUEST = InstallTarget.netbooted(RELEASE);

    private static final String MINIMAL = """
            Terminal type = vt220
            System hostname = web1
            Network interface to configure = vio0
            IPv4 address for vio0 = autoconf
            IPv6 address for vio0 = none
            Password for root account = *************
            Public ssh key for root account = none
            Start sshd(8) by default = yes
            Change the default console to com0 = yes
            Which speed should com0 use = 115200
            Setup a user = ops
            Full name for user ops = Op Erator
            Password for user ops = $2b$08$abcdefghijklmnopqrstuuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01234
            Public ssh key for user ops = none
            Allow root ssh login = no
            What timezone are you in = UTC
            Which disk is the root disk = sd0
            Encrypt the root disk with a (p)assphrase or (k)eydisk = no
            Use (W)hole disk = whole
            URL to autopartitioning template for disklabel = none
            Use (A)uto layout, (E)dit auto layout, or create (C)ustom layout = a
            Location of sets = http
            HTTP proxy URL = none
            HTTP Server = cdn.openbsd.org
            Server directory = pub/OpenBSD/7.8/amd64
            Set name(s) = -game* -x* done
            """;

    private static List<AnswerFinding> check(String text) {
        return InstallerDialogue.check(ResponseFile.parse(text), GUEST);
    }

    private static List<Kind> kinds(String text) {
        return check(text).stream().map(AnswerFinding::kind).distinct().toList();
    }

    @Test
    void a_file_with_an_answer_for_every_question_is_as_it_should_be() {
        assertThat(check(MINIMAL)).isEmpty();
    }

    @Test
    void an_answer_that_no_question_takes_is_found() {
        assertThat(check(MINIMAL + "Allow root login = yes\n"))
                .containsExactly(new AnswerFinding(Kind.UNUSED, "Allow root login", "no question takes it"));
        assertThat(kinds(MINIMAL + "An EFI/GPT disk may not boot = yes\n")).containsExactly(Kind.UNUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "System hostname,UNANSWERED",
        "Password for root account,UNANSWERED",
        "Password for user ops,UNANSWERED",
        "What timezone,UNANSWERED",
        "HTTP Server,UNANSWERED",
        "Allow root ssh,DEFAULT_TAKEN",
        "IPv6 address,DEFAULT_TAKEN",
        "Server directory,DEFAULT_TAKEN"
    })
    void a_question_without_an_answer_is_found(String key, Kind kind) {
        String text = MINIMAL.lines()
                .filter(line -> !line.startsWith(key))
                .map(line -> line + "\n")
                .reduce("", String::concat);

        assertThat(kinds(text)).contains(kind);
    }

    @Test
    void a_key_that_takes_another_questions_answer_is_found() {
        assertThat(kinds("name = x\n" + MINIMAL)).contains(Kind.SWALLOWED);
        assertThat(kinds(MINIMAL.replace("Public ssh key for root account = none\n", "Public ssh key = x\n")
                        .replace("Public ssh key for user ops = none\n", "")))
                .contains(Kind.SWALLOWED);
        assertThat(kinds(MINIMAL.replace("Password for root account = ", "Password = ")
                        .replaceFirst("Password for user ops = .*\n", "")))
                .contains(Kind.SWALLOWED, Kind.UNANSWERED);
    }

    @ParameterizedTest
    @CsvSource({
        "Start sshd(8) by default = yes,Start sshd(8) by default = maybe,ABORTS",
        "Which speed should com0 use = 115200,Which speed should com0 use = fast,ABORTS",
        "Network interface to configure = vio0,Network interface to configure = em0,ABORTS",
        "Allow root ssh login = no,Allow root ssh login = keys,ABORTS",
        "Location of sets = http,Location of sets = ftp,ABORTS",
        "System hostname = web1,System hostname = web1 # mine,ABORTS",
        "Which disk is the root disk = sd0,Which disk is the root disk = sd1,ABORTS",
        "IPv4 address for vio0 = autoconf,IPv4 address for vio0 = 999.1.1.1/24,ABORTS",
        "What timezone are you in = UTC,What timezone are you in = Mars/Phobos,UNANSWERED",
        "HTTP Server = cdn.openbsd.org,HTTP Server = cdn.openbsd.org/pub,UNANSWERED",
        "HTTP Server = cdn.openbsd.org,HTTP Server = 3,UNANSWERED",
        "Setup a user = ops,Setup a user = Ops,IGNORED",
        "Setup a user = ops,Setup a user = daemon,IGNORED",
        "Op Erator,Op & Co,IGNORED",
        "Use (W)hole disk = whole,Use (W)hole disk = xyz,IGNORED",
        "Use (W)hole disk = whole,Use (W)hole disk = gpt,IGNORED",
        "(k)eydisk = no,(k)eydisk = maybe,IGNORED",
        "Location of sets = http,Location of sets = cd0,IGNORED",
        "Password for root account = *************,Password for root account = ************,CLEAR_PASSWORD",
        "Password for root account = *************,Password for root account = $6$salt$hash,CLEAR_PASSWORD"
    })
    void an_invalid_answer_is_found(String from, String to, Kind kind) {
        assertThat(MINIMAL).contains(from);
        assertThat(kinds(MINIMAL.replace(from, to))).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "Password for root,Password for root account?,true",
        "password FOR root account?,Password for root account?,true",
        "root account,Password for root account?,true",
        "oot account,Password for root account?,false",
        "Password for roo,Password for root account?,false",
        "'DNS domain name? (e.g. ''example.com'')','DNS domain name? (e.g. ''example.com'')',true",
        "lower-case loginname,'Setup a user? (enter a lower-case loginname, or ''no'')',false",
        "An EFI/GPT disk may not boot,An EFI/GPT disk may not boot. Proceed?,false",
        "Proceed,An EFI/GPT disk may not boot. Proceed?,true",
        "Use (W)hole disk,'Use (W)hole disk MBR, whole disk (G)PT, (O)penBSD area or (E)dit?',true",
        "'Use (W)hole disk MBR, whole disk (G)PT','Use (W)hole disk MBR, whole disk (G)PT, (O)penBSD area or (E)dit?',false",
        "Set name(s),Set name(s)? (or 'abort' or 'done'),true",
        "Set name*,Set name(s)? (or 'abort' or 'done'),false",
        "Password  for,Password for root account?,false"
    })
    void a_key_matches_between_borders(String key, String question, boolean matches) {
        assertThat(Matching.takes(key, question)).isEqualTo(matches);
    }

    @Test
    void a_file_is_read_as_the_installer_reads_it() {
        ResponseFile file = ResponseFile.parse("""
                # comment = x
                  \t# indented = x
                = no key
                no equals
                empty =
                  \tSystem hostname =\t a=b # c\t
                key=answer
                k == x
                last = lost""");

        assertThat(file.lines())
                .containsExactly(
                        new Line("System hostname", "a=b # c"), new Line("key", "answer"), new Line("k", "= x"));
    }

    @Test
    void what_was_written_is_read_again() {
        ResponseFile file = ResponseFile.of(List.of(new Line("a b", "c = d"), new Line("e", "\"f\" \\n # g")));

        assertThat(file.text()).isEqualTo("a b = c = d\ne = \"f\" \\n # g\n");
        assertThat(ResponseFile.parse(file.text())).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " x", "x ", "a\nb", "a\rb", "\t", "\ud800"})
    void an_answer_that_cannot_be_expressed_is_refused(String value) {
        assertThatThrownBy(() -> new Line("question", value)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " x", "a=b", "#x", "\ufeffx", "a\nb"})
    void a_question_that_cannot_be_expressed_is_refused(String key) {
        assertThatThrownBy(() -> new Line(key, "x")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_password_is_not_shown() {
        assertThat(ResponseFile.parse(MINIMAL).toString()).doesNotContain("$2b$08$");
    }
}
