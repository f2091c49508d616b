-- Neovim's own language client against "keytrace lsp --stdio"; works from 0.7 on. Started by scripts/hosts/neovim.mjs.
local PATIENCE = 30000
local LEAKS = {
  'secure-value-in-speech',
  'secure-value-in-plain-data-action',
  'secure-value-in-participant-data',
}

local failures = 0

local function report(title, state, seconds, reason)
  local line = { title = title, state = state, seconds = seconds, error = reason }
  io.stdout:write('keytrace-test ' .. vim.fn.json_encode(line) .. '\n')
end

local function test(title, run)
  local start = vim.loop.hrtime()
  local ok, reason = pcall(run)
  local seconds = (vim.loop.hrtime() - start) / 1e9
  if not ok then failures = failures + 1 end
  report(title, ok and 'passed' or 'failed', seconds, not ok and tostring(reason) or nil)
end

local function equal(found, expected, what)
  local a, b = vim.fn.json_encode(found), vim.fn.json_encode(expected)
  assert(a == b, what .. ': found ' .. a .. ', expected ' .. b)
end

local function open(name)
  vim.cmd('edit ' .. vim.fn.fnameescape(name))
  -- The file type becomes the language that the client names.
  vim.bo.filetype = 'yaml'
  return vim.api.nvim_get_current_buf()
end

-- Leaks only: what else is said about a file is tested without an editor.
local function leaks(buffer)
  return vim.tbl_filter(function(one) return vim.startswith(one.code, 'secure-value-in-') end, vim.diagnostic.get(buffer))
end

local function codes(buffer)
  local list = leaks(buffer)
  table.sort(list, function(a, b) return a.lnum < b.lnum end)
  return vim.tbl_map(function(one) return one.code end, list)
end

local function untilCodes(buffer, expected)
  local wanted = vim.fn.json_encode(expected)
  vim.wait(PATIENCE, function() return vim.fn.json_encode(codes(buffer)) == wanted end, 50)
  equal(codes(buffer), expected, 'the findings')
end

-- Line and column, both from 0, of a text in the line that holds a mark.
local function placeOf(buffer, mark, text)
  for line, content in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local from = content:find(mark, 1, true)
    if from then return { line = line - 1, character = from - 1 + (mark:find(text, 1, true) - 1) + 1 } end
  end
  error('no line holds ' .. mark)
end

local function ask(buffer, method, params)
  params.textDocument = vim.lsp.util.make_text_document_params(buffer)
  local answers, reason = vim.lsp.buf_request_sync(buffer, method, params, PATIENCE)
  assert(answers, method .. ': ' .. tostring(reason))
  for _, answer in pairs(answers) do
    assert(not answer.error, method .. ': ' .. vim.inspect(answer.error))
    return answer.result
  end
  error(method .. ': no answer')
end

local function textOf(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
end

local function main()
  local client
  local buffer = open('pay-by-card.yaml')

  test('attaches', function()
    local id = vim.lsp.start_client({
      name = 'keytrace',
      cmd = vim.fn.json_decode(os.getenv('KEYTRACE_SERVER')),
      root_dir = vim.fn.getcwd(),
      workspace_folders = { { uri = vim.uri_from_fname(vim.fn.getcwd()), name = 'flows' } },
    })
    assert(id, 'the client starts')
    assert(vim.lsp.buf_attach_client(buffer, id), 'the buffer is attached')
    assert(vim.wait(PATIENCE, function() return vim.lsp.buf_get_clients(buffer)[id] ~= nil end, 50), 'it is initialized')
    client = vim.lsp.get_client_by_id(id)
  end)
  assert(client, 'no server, no tests')

  test('shows a card number that is sent, read back and stored', function()
    untilCodes(buffer, LEAKS)
    for _, one in ipairs(leaks(buffer)) do
      equal(one.source, 'keytrace', 'the source')
      local related = one.user_data.lsp.relatedInformation
      assert(#related >= 2, 'every step of the way is there')
      assert(related[1].location.range.start.line == placeOf(buffer, 'var: Task.cardNumber', 'Task').line, 'it begins there')
    end
  end)

  test('hovers', function()
    local position = placeOf(buffer, 'var: Task.cardNumber', 'Task.cardNumber')
    local hover = ask(buffer, 'textDocument/hover', { position = position })
    assert(hover.contents.value:lower():find('card number', 1, true), hover.contents.value)
  end)

  test('goes to the declaration', function()
    local position = placeOf(buffer, '"You entered ", Task.cardNumber', 'Task.cardNumber')
    local places = ask(buffer, 'textDocument/definition', { position = position })
    local place = places[1] or places
    local range = place.range or place.targetSelectionRange
    equal(range.start.line, placeOf(buffer, 'name: Task.cardNumber', 'Task').line, 'the line')
  end)

  test('completes inside an expression', function()
    local position = placeOf(buffer, '"You entered ", Task.cardNumber', 'Task.cardNumber')
    position.character = position.character + 4
    local list = ask(buffer, 'textDocument/completion', { position = position })
    local labels = vim.tbl_map(function(item) return item.label end, list.items or list)
    assert(vim.tbl_contains(labels, 'Task.transactionId'), vim.inspect(labels))
  end)

  test('renames, and the findings follow', function()
    local position = placeOf(buffer, 'var: Task.cardNumber', 'Task.cardNumber')
    local edit = ask(buffer, 'textDocument/rename', { position = position, newName = 'Task.pan' })
    vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
    assert(not textOf(buffer):find('Task.cardNumber', 1, true), 'the old name is gone')
    untilCodes(buffer, LEAKS)
    assert(
      vim.wait(PATIENCE, function() return leaks(buffer)[1].message:find('Task.pan', 1, true) ~= nil end, 50),
      'the messages have the new name'
    )
  end)

  test('applies a quick fix, and its finding goes', function()
    local at = placeOf(buffer, 'exp: ToAudioTTS(Append', 'ToAudio')
    local here = vim.tbl_filter(function(one) return one.lnum == at.line end, vim.diagnostic.get(buffer))
    local actions = ask(buffer, 'textDocument/codeAction', {
      range = { start = at, ['end'] = at },
      context = { diagnostics = vim.tbl_map(function(one) return one.user_data.lsp end, here) },
    })
    local fix
    for _, action in ipairs(actions) do
      if action.title:find('last four', 1, true) then fix = fix or action end
    end
    assert(fix and fix.edit, vim.inspect(vim.tbl_map(function(action) return action.title end, actions)))
    vim.lsp.util.apply_workspace_edit(fix.edit, client.offset_encoding)
    assert(textOf(buffer):find('Right(Task.pan, 4)', 1, true), 'the text is changed')
    untilCodes(buffer, { LEAKS[2], LEAKS[3] })
  end)

  test('follows what is typed', function()
    local line = placeOf(buffer, '- callData:', 'callData').line
    local content = vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1]
    vim.api.nvim_buf_set_lines(buffer, line, line + 1, false, { (content:gsub('callData', 'callDataSecure')) })
    untilCodes(buffer, { LEAKS[3] })
  end)

  test('says nothing about a file that is no flow', function()
    local other = open('prices.yaml')
    vim.lsp.buf_attach_client(other, client.id)
    vim.wait(1000, function() return false end)
    equal(codes(other), {}, 'the findings')
  end)

  test('ends the server', function()
    client.stop()
    assert(vim.wait(PATIENCE, function() return client.is_stopped() end, 50), 'it has stopped')
  end)
end

local ok, reason = pcall(main)
if not ok then report('runs to the end', 'failed', 0, tostring(reason)) end
vim.cmd((ok and failures == 0) and 'qall!' or 'cquit 1')
