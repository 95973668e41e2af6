# Completion of `smp` for fish. `smp complete` says what may stand at the cursor.
function __smp_complete
    set -l before (commandline --cut-at-cursor --tokenize --current-process)
    set -l program $before[1]
    set -e before[1]
    set -l current (commandline --cut-at-cursor --current-token)
    set -l lines ($program complete --at (count $before) -- $before "$current" 2>/dev/null)
    set -l kind $lines[1]
    set -e lines[1]
    printf '%s\n' $lines
    set -l flag (string match --regex -- '^--[^=]*=' "$current")
    set -l path (string replace --regex -- '^--[^=]*=' '' "$current")
    switch "$kind"
        case files
            printf "$flag%s\n" (__fish_complete_path "$path")
        case folders
            printf "$flag%s\n" (__fish_complete_directories "$path" '')
    end
end
complete --command smp --no-files --keep-order --arguments '(__smp_complete)'
