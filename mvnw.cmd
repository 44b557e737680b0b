@echo off
rem Runs Maven: the one on the PATH where it serves, else the pinned one, fetched once from the Apache archive (or from the Maven
rem repository that MVNW_REPOURL names) and checked.
setlocal disabledelayedexpansion
set "VERSION=3.9.12"
set "SHA512=0a1be79f02466533fc1a80abbef8796e4f737c46c6574ede5658b110899942a94db634477dfd3745501c80aef9aac0d4f841d38574373f7e2d24cce89d694f70"
cd /d "%~dp0"

if defined KINEXUS_PINNED_MAVEN goto pinned
where mvn >nul 2>nul || goto pinned
set "FOUND="
for /f "tokens=3" %%v in ('mvn -B -v 2^>nul ^| findstr /c:"Apache Maven"') do if not defined FOUND set "FOUND=%%v"
if not defined FOUND goto pinned
set "MAJOR=0"
set "MINOR=0"
set "PATCH=0"
for /f "tokens=1-3 delims=.-" %%a in ("%FOUND%") do (
    set "MAJOR=%%a"
    if not "%%b"=="" set "MINOR=%%b"
    if not "%%c"=="" set "PATCH=%%c"
)
rem Maven 4 is left out: it reads this build differently.
if not "%MAJOR%"=="3" goto pinned
if %MINOR% LSS 8 goto pinned
if %MINOR% EQU 8 if %PATCH% LSS 7 goto pinned
call mvn %*
exit /b %ERRORLEVEL%

:pinned
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "STORE=%MAVEN_USER_HOME%\kinexus"
set "MAVEN=%STORE%\apache-maven-%VERSION%"
if exist "%MAVEN%\bin\mvn.cmd" goto run
set "WORK=%STORE%\fetch.%RANDOM%%RANDOM%"
mkdir "%WORK%" || goto unwritable
set "FILE=%WORK%\maven.tar.gz"
set "URL=https://archive.apache.org/dist/maven/maven-3/%VERSION%/binaries/apache-maven-%VERSION%-bin.tar.gz"
if defined MVNW_REPOURL set "URL=%MVNW_REPOURL%/org/apache/maven/apache-maven/%VERSION%/apache-maven-%VERSION%-bin.tar.gz"
curl -fsSL --retry 3 -o "%FILE%" "%URL%" || goto unfetched
set "GOT="
for /f "skip=1 delims=" %%h in ('certutil -hashfile "%FILE%" SHA512') do if not defined GOT set "GOT=%%h"
if not defined GOT goto wrong
set "GOT=%GOT: =%"
if /i not "%GOT%"=="%SHA512%" goto wrong
tar -xzf "%FILE%" -C "%WORK%" || goto unpacked
move "%WORK%\apache-maven-%VERSION%" "%MAVEN%" >nul 2>nul
rmdir /s /q "%WORK%"
if not exist "%MAVEN%\bin\mvn.cmd" goto unwritable

:run
call "%MAVEN%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%

:unwritable
echo mvnw: cannot write "%STORE%"; MAVEN_USER_HOME may name another folder 1>&2
exit /b 1

:unfetched
rmdir /s /q "%WORK%"
echo mvnw: cannot fetch %URL% 1>&2
exit /b 1

:wrong
rmdir /s /q "%WORK%"
echo mvnw: what came from %URL% is not what was pinned: SHA-512 %GOT% 1>&2
exit /b 1

:unpacked
rmdir /s /q "%WORK%"
echo mvnw: cannot unpack what came from %URL% 1>&2
exit /b 1
