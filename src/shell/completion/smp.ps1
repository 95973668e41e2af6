# Completion of `smp` for PowerShell. `smp complete` says what may stand at the cursor.
Register-ArgumentCompleter -Native -CommandName smp -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { "$_" -replace '["'']', '' })
    $program = $words[0]
    $words = @($words | Select-Object -Skip 1)
    # An empty word is left out by some versions; `--at` says that it is there all the same.
    $at = $words.Count
    if ("$wordToComplete" -ne '') { $at = $at - 1 }
    $kind = $null
    & $program complete --at $at '--' @words 2>$null | ForEach-Object {
        if ($null -eq $kind) {
            $kind = $_
        } else {
            $word, $says = $_ -split "`t", 2
            if (-not $says) { $says = $word }
            [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $says)
        }
    }
    # Where nothing is returned, PowerShell proposes files and folders by itself.
}
