@echo off
rem Runs Maven: the one on the PATH where it serves, else the pinned one, fetched once from the Apache archive and checked.
setlocal enabledelayedexpansion
set "VERSION=3.9.12"
set "SHA512=0a1be79f02466533fc1a80abbef8796e4f737c46c6574ede5658b110899942a94db634477dfd3745501c80aef9aac0d4f841d38574373f7e2d24cce89d694f70"
cd /d "%~dp0"

if not "%KINEXUS_PINNED_MAVEN%"=="" goto pinned
where mvn >nul 2>nul || goto pinned
set "FOUND="
for /f "tokens=3" %%v in ('mvn -v 2^>nul ^| findstr /c:"Apache Maven"') do if not defined FOUND set "FOUND=%%v"
if not defined FOUND goto pinned
for /f "tokens=1,2,3 delims=.-" %%a in ("%FOUND%") do (
    if not "%%a"=="3" goto pinned
    if %%b LSS 8 goto pinned
    if %%b EQU 8 if %%c LSS 7 goto pinned
)
call mvn %*
exit /b %ERRORLEVEL%

:pinned
if "%MAVEN_USER_HOME%"=="" set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "STORE=%MAVEN_USER_HOME%\kinexus"
set "MAVEN=%STORE%\apache-maven-%VERSION%"
if exist "%MAVEN%\bin\mvn.cmd" goto run
if not exist "%STORE%" mkdir "%STORE%"
set "FILE=%STORE%\apache-maven-%VERSION%-bin.tar.gz"
set "URL=https://archive.apache.org/dist/maven/maven-3/%VERSION%/binaries/apache-maven-%VERSION%-bin.tar.gz"
curl -fsSL --retry 3 -o "%FILE%" "%URL%" || (echo mvnw: cannot fetch %URL% 1>&2 & exit /b 1)
set "GOT="
for /f "skip=1 tokens=*" %%h in ('certutil -hashfile "%FILE%" SHA512') do if not defined GOT set "GOT=%%h"
set "GOT=!GOT: =!"
if /i not "!GOT!"=="%SHA512%" (
    del "%FILE%"
    echo mvnw: what came from %URL% is not what was pinned: SHA-512 !GOT! 1>&2
    exit /b 1
)
tar -xzf "%FILE%" -C "%STORE%" || (echo mvnw: cannot unpack %FILE% 1>&2 & exit /b 1)
del "%FILE%"

:run
call "%MAVEN%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%
