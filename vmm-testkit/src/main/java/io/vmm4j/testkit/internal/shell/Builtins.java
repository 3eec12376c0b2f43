package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.shell.Builtin.Action;
import io.vmm4j.testkit.internal.shell.Builtin.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All built-ins by name, as ksh(1) classes them. */
final class Builtins {

    private static final Map<String, Builtin> ALL = new HashMap<>();

    static {
        special(":", (shell, argv) -> 0);
        special(".", FlowBuiltins::dot);
        special("break", FlowBuiltins::breakOrContinue);
        special("continue", FlowBuiltins::breakOrContinue);
        special("eval", FlowBuiltins::eval);
        special("exec", (shell, argv) -> 0);
        special("exit", FlowBuiltins::exit);
        special("export", VariableBuiltins::export);
        special("readonly", VariableBuiltins::readonly);
        special("return", FlowBuiltins::returnFrom);
        special("set", SetBuiltin::set);
        special("shift", VariableBuiltins::shift);
        special("trap", JobBuiltins::trap);
        special("unset", VariableBuiltins::unset);
        add("builtin", Kind.KEEPING, (shell, argv) -> 0);
        add("times", Kind.KEEPING, JobBuiltins::times);
        add("typeset", Kind.KEEPING, VariableBuiltins::typeset);
        add("local", Kind.KEEPING, VariableBuiltins::typeset);
        add("integer", Kind.KEEPING, VariableBuiltins::integer);
        add("wait", Kind.KEEPING, JobBuiltins::await);
        ordinary("true", (shell, argv) -> 0);
        ordinary("false", (shell, argv) -> 1);
        ordinary("[", TestBuiltin::run);
        ordinary("test", TestBuiltin::run);
        ordinary("cd", DirectoryBuiltins::cd);
        ordinary("pwd", DirectoryBuiltins::pwd);
        ordinary("umask", DirectoryBuiltins::umask);
        ordinary("ulimit", DirectoryBuiltins::ulimit);
        ordinary("echo", OutputBuiltins::echo);
        ordinary("print", OutputBuiltins::print);
        ordinary("read", ReadBuiltin::read);
        ordinary("getopts", GetoptsBuiltin::getopts);
        ordinary("kill", JobBuiltins::kill);
        ordinary("let", VariableBuiltins::let);
        ordinary("command", WhenceBuiltin::command);
        ordinary("type", WhenceBuiltin::type);
        ordinary("whence", WhenceBuiltin::whence);
        for (String name : new String[] {"alias", "unalias", "bg", "fg", "fc", "jobs", "hash", "bind"}) {
            ordinary(name, (shell, argv) -> {
                throw new BuiltinFailure("not simulated");
            });
        }
    }

    private Builtins() {}

    private static void special(String name, Action action) {
        add(name, Kind.SPECIAL, action);
    }

    private static void ordinary(String name, Action action) {
        add(name, Kind.ORDINARY, action);
    }

    private static void add(String name, Kind kind, Action action) {
        ALL.put(name, new Builtin(kind, action));
    }

    static Optional<Builtin> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }
}
