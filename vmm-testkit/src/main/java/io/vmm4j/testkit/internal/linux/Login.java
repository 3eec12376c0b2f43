package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Board.Echo;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Accounts;
import java.util.Optional;

/** getty(8), login(1) and shells on the serial line. */
final class Login {

    private final Inside inside;
    private final Board board;

    Login(Inside inside) {
        this.inside = inside;
        this.board = inside.board();
    }

    /** Asks who is there. */
    void prompt() {
        String name = inside.machine().hostname();
        board.discardInput();
        board.print(inside.distribution().issue(inside.version(), name) + question());
    }

    private String question() {
        return inside.machine().hostname() + " login: ";
    }

    /** Lets people in until the VM is off. */
    void run() {
        prompt();
        runPrompted();
    }

    /** The same after the {@link #prompt}. */
    void runPrompted() {
        while (true) {
            String user = board.readLine(Echo.ON).strip();
            if (user.isEmpty()) {
                board.print(question());
            } else if (let(user)) {
                prompt();
            } else {
                board.print("\nLogin incorrect\n" + question());
            }
        }
    }

    private boolean let(String user) {
        Accounts accounts = inside.machine().accounts();
        Optional<Account> account = accounts.user(user);
        boolean open = account.isPresent()
                && accounts.password(user).filter(String::isEmpty).isPresent();
        if (!open) {
            board.print("Password: ");
            String password = board.readLine(Echo.OFF);
            board.print("\n");
            if (account.isEmpty() || !accounts.isPassword(user, password)) {
                board.sleep(java.time.Duration.ofSeconds(2));
                return false;
            }
        }
        board.print("Linux " + inside.machine().hostname() + " "
                + inside.machine().uname().release() + "\n"
                + inside.read("/etc/motd").orElse(""));
        inside.session(account.orElseThrow());
        return true;
    }
}
