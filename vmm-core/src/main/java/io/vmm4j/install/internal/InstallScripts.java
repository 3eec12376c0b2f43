package io.vmm4j.install.internal;

/** What an installation runs on the host, for sh(1). */
final class InstallScripts {

    /**
     * $1 directory. Makes it, so that only www can look into it, as httpd(8) does from inside. One that is there already is this
     * operation's own: nobody else knows its name.
     */
    static final String MAKE =
            "umask 027; mkdir -p \"$1/raw\" \"$1/text\"" + " && chgrp -R www \"$1\" && : >\"$1/made\"";

    /** $1 file, in it what comes by stdin, for root and www. */
    static final String PUT = """
            umask 027; mkdir -p "${1%/*}" && chgrp www "${1%/*}" || exit 1
            cat >"$1.new" && chgrp www "$1.new" && chmod 0640 "$1.new" && mv "$1.new" "$1"
            """;

    /** $1 mark, $2 image. Notes that the image is going to be made, unless it is there. */
    static final String CLAIM =
            "if [ -e \"$2\" ] || [ -L \"$2\" ]; then echo \"$2 exists\" >&2; exit 1; fi; umask 077; : >\"$1\"";

    /** $1 directory, the rest for vmctl start. Notes that it begins, starts the VM, and finds out its id and terminal. */
    private static final String BOOT = """
            trap '' HUP
            umask 077
            dir=$1; shift
            : >"$dir/starting"
            said=$(vmctl start "$@" 2>&1) || { rm -f "$dir/starting"; echo "$said" >&2; exit 1; }
            id=$(echo "$said" | sed -n 's/.*started vm \\([0-9][0-9]*\\) successfully, tty .*/\\1/p')
            tty=$(echo "$said" | sed -n 's/.*started vm [0-9][0-9]* successfully, tty //p')
            [ -n "$id" ] && [ -c "$tty" ] || { echo "vmctl said: $said" >&2; exit 1; }
            """;

    /** Takes the VM's terminal at once and raw, since as it is first opened it would type what the guest writes back to it. */
    private static final String RECORD = """
            { stty raw -echo && exec cat; } <"$tty" >"$dir/console" 2>/dev/null &
            echo $! >"$dir/console.pid"
            """;

    /** Has the files of the room served as soon as the tap has its address. */
    private static final String SERVE = """
            find_host() {
                mine=
                ifconfig | while read -r word value rest; do
                    case "$word $value" in
                    *": flags="*) mine= ;;
                    "description: vm$id-if0-"*) mine=1 ;;
                    "inet "*) [ -n "$mine" ] && echo "$value" && break ;;
                    esac
                done
            }
            host=; tries=0
            while host=$(find_host); [ -z "$host" ] && [ $tries -lt 5 ]; do sleep 1; tries=$((tries + 1)); done
            [ -n "$host" ] || { echo "vm $id has no tap with an address" >&2; exit 1; }
            guest=${host%.*}.$((${host##*.} + 1))
            mkdir "$dir/logs"; chgrp www "$dir/logs"; mv "$dir/raw" "$dir/$guest" || exit 1
            fill() { sed -e "s/@VMM4J-HOST@/$host/g" -e "s/@VMM4J-GUEST@/$guest/g" "$1" >"$2"; }
            for file in "$dir"/text/*; do
                new="$dir/$guest/${file##*/}"
                fill "$file" "$new" && chgrp www "$new" && chmod 0640 "$new" || exit 1
            done
            fill "$dir/httpd.in" "$dir/httpd.conf" || exit 1
            httpd -d -f "$dir/httpd.conf" </dev/null >"$dir/httpd.log" 2>&1 &
            echo $! >"$dir/httpd.pid"
            sleep 1
            kill -0 $! 2>/dev/null || { echo "httpd ended: $(cat "$dir/httpd.log")" >&2; exit 1; }
            """;

    private static final String STARTED = """
            echo "$id" >"$dir/started"
            """;

    /**
     * $1 directory, the rest for vmctl start. Starts the VM, keeps what its console says, and serves its answers. All that stays is detached
     * from whoever called.
     */
    static final String START_SERVED = BOOT + RECORD + SERVE + STARTED;

    /** The same without anything served. */
    static final String START_RECORDED = BOOT + RECORD + STARTED;

    /** The same with the console left to somebody else. */
    static final String START_PLAIN = BOOT + STARTED;

    /**
     * $1 directory, $2 next line, $3 size that is known. Waits a while for the console to say more; prints its size, whether it is
     * still being read, and behind that line the console from the next line on.
     */
    static final String FOLLOW = """
            tries=0
            while :; do
                state=ended; kill -0 "$(cat "$1/console.pid")" 2>/dev/null && state=open
                size=$(wc -c <"$1/console")
                [ $state = open ] && [ $size -eq "$3" ] && [ $tries -lt 20 ] || break
                sleep 1; tries=$((tries + 1))
            done
            echo $size $state
            tail -n "+$2" "$1/console"
            """;

    /** $1 directory. Ends the server of the answers, and removes them; the console stays. */
    static final String UNSERVE = """
            end() {
                [ -s "$1" ] || return 0
                pid=$(cat "$1"); tries=0
                case $(ps -o command= -p "$pid" 2>/dev/null) in *"$2"*) ;; *) return 0 ;; esac
                kill "$pid" 2>/dev/null
                while kill -0 "$pid" 2>/dev/null; do
                    [ $tries -lt 10 ] || return 1
                    sleep 1; tries=$((tries + 1))
                done
            }
            [ -d "$1" ] || exit 0
            end "$1/httpd.pid" httpd || { echo "httpd does not end" >&2; exit 1; }
            rm -rf "$1/text" "$1/raw" "$1"/[1-9]*.*.*.* "$1/httpd.in" "$1/httpd.conf" "$1/logs"
            """;

    /** $1 directory. The same, and nothing stays. */
    static final String REMOVE = UNSERVE + """
            end "$1/console.pid" cat
            rm -rf "$1"
            """;

    private InstallScripts() {}
}
