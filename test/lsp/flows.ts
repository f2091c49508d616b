/** A card number that is read back and sent to a module in another file. */
export const PAY = `inboundCall:
  name: Pay by card
  startUpRef: /inboundCall/tasks/task[main]
  tasks:
    - task:
        name: Main
        refId: main
        variables:
          - stringVariable:
              name: Task.cardNumber
              isSecure: true
        actions:
          - collectInput:
              name: Ask for card
              inputData:
                var: Task.cardNumber
              verificationType: none
          - playAudio:
              name: Read back
              audio:
                exp: ToAudioTTS(Task.cardNumber)
          - callCommonModule:
              name: Say it
              commonModule:
                Speak:
                  ver_latestPublished:
                    inputs:
                      Common.text:
                        exp: Task.cardNumber
          - disconnect:
              name: Bye
`;

export const SPEAK = `commonModule:
  name: Speak
  startUpRef: /commonModule/tasks/task[main]
  variables:
    - stringVariable:
        name: Common.text
        isInput: true
  tasks:
    - task:
        name: Main
        refId: main
        actions:
          - playAudio:
              name: Speak it
              audio:
                exp: ToAudioTTS(Common.text)
          - endTask:
              name: End
              outputPath:
                name: Default
`;
